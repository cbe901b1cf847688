import type { BundledSource } from './datasets/bundled'

const column = (name: string, label: string, unit = '') => ({ name, label, unit })

/** Data sets that come with the page; `scripts/build-data.mjs` builds their files. */
export const bundled = {
  iris: {
    label: 'Iris',
    help: 'Sizes of petals and sepals of three irises; two of the species overlap a little.',
    file: 'iris.csv',
    sha256: '86aed07732e7fe93c86fbc277c9fb9ef3bcf8554e56bbbc3f692482448ae76fe',
    classes: ['setosa', 'versicolor', 'virginica'],
    columns: [
      column('sepalLength', 'sepal length', 'cm'),
      column('sepalWidth', 'sepal width', 'cm'),
      column('petalLength', 'petal length', 'cm'),
      column('petalWidth', 'petal width', 'cm'),
    ],
    principal: ['petalLength', 'petalWidth'],
    rows: 150,
    licence: 'BSD-3-Clause, as part of scikit-learn',
    source: 'R. A. Fisher, 1936; measured by E. Anderson',
  },
  wine: {
    label: 'Wine',
    help: 'Chemical analysis of Italian wines of three kinds.',
    file: 'wine.csv',
    sha256: 'baa3023481e13d2a01667987bed0246bfbdcfbb004dbfbefda082eba67379baa',
    classes: ['Barolo', 'Grignolino', 'Barbera'],
    columns: [
      column('alcohol', 'alcohol', '%'),
      column('malicAcid', 'malic acid', 'g/l'),
      column('ash', 'ash', 'g/l'),
      column('alkalinity', 'alkalinity of ash'),
      column('magnesium', 'magnesium', 'mg/l'),
      column('phenols', 'total phenols'),
      column('flavanoids', 'flavanoids'),
      column('otherPhenols', 'other phenols'),
      column('proanthocyanins', 'proanthocyanins'),
      column('colour', 'colour intensity'),
      column('hue', 'hue'),
      column('dilution', 'OD280/OD315 when diluted'),
      column('proline', 'proline', 'mg/l'),
    ],
    principal: ['flavanoids', 'colour'],
    rows: 178,
    licence: 'CC BY 4.0',
    source: 'S. Aeberhard and M. Forina, UCI Machine Learning Repository',
  },
  penguins: {
    label: 'Penguins',
    help: 'Bills, flippers and weights of three penguins of the Palmer Archipelago.',
    file: 'penguins.csv',
    sha256: 'b891c98c16f516c66ac98612c3bb358f97df4bb505bed6c529b084aab875cc69',
    classes: ['Adelie', 'Chinstrap', 'Gentoo'],
    columns: [
      column('billLength', 'bill length', 'mm'),
      column('billDepth', 'bill depth', 'mm'),
      column('flipperLength', 'flipper length', 'mm'),
      column('bodyMass', 'body mass', 'g'),
    ],
    principal: ['billLength', 'billDepth'],
    rows: 333,
    licence: 'CC0',
    source: 'K. Gorman, Palmer Station LTER; A. Horst and others, 2020',
  },
} as const satisfies Record<string, BundledSource>

export type BundledName = keyof typeof bundled
export const bundledNames = Object.keys(bundled) as BundledName[]

/** The columns a document asks for, in its order; none named means the principal pair. */
export function chosenColumns(name: BundledName, columns: readonly string[]): readonly string[] {
  return columns.length > 0 ? columns : bundled[name].principal
}
