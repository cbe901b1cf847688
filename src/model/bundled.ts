import type { BundledSource, ImageSource, TableSource } from './datasets/bundled'

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
  digits: {
    label: 'Digits 8×8',
    help: 'Handwritten digits of 43 people, small enough to see every number.',
    file: 'digits.u8z',
    sha256: '87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826',
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shape: [8, 8, 1],
    bytes: 43463,
    white: 16,
    train: 1797,
    test: 0,
    licence: 'CC BY 4.0; file from scikit-learn, BSD-3-Clause',
    source: 'E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, 1998',
  },
  mnist: {
    label: 'MNIST',
    help: 'Handwritten digits: the first test of every network for images.',
    file: 'mnist-5000.u8z',
    sha256: '9a103c82b8828ff24f23a2d7102365ef412b99e7dda47b2990c567e374bfd604',
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shape: [28, 28, 1],
    bytes: 975180,
    white: 255,
    train: 5000,
    test: 1000,
    licence: 'CC BY-SA 3.0',
    source: 'Y. LeCun, C. Cortes, C. J. C. Burges, from NIST SD-1 and SD-3; a subset',
  },
  fashion: {
    label: 'Fashion-MNIST',
    help: 'Ten kinds of clothes: as small as MNIST and much harder.',
    file: 'fashion-3000.u8z',
    sha256: 'f063358320bb5d7f8bbb95766c912f0a86758d7d183cc4a788f090da6920c5cc',
    classes: [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
    shape: [28, 28, 1],
    bytes: 1750187,
    white: 255,
    train: 3000,
    test: 1000,
    licence: 'MIT',
    source: '© 2017 Zalando SE; a subset',
  },
} as const satisfies Record<string, BundledSource>

export type BundledName = keyof typeof bundled
export const bundledNames = Object.keys(bundled) as BundledName[]

export type ImageSetName = {
  [K in BundledName]: (typeof bundled)[K] extends ImageSource ? K : never
}[BundledName]
export type TableName = Exclude<BundledName, ImageSetName>

export const imageSetNames = bundledNames.filter(isImageSet)
export const tableNames = bundledNames.filter((name) => !isImageSet(name)) as TableName[]

export function isImageSet(name: BundledName): name is ImageSetName {
  return 'shape' in bundled[name]
}

/** The entry of an image set; undefined for a table. */
export function imageSource(name: BundledName): ImageSource | undefined {
  const source: BundledSource = bundled[name]
  return 'shape' in source ? source : undefined
}

/** The entry of a table; undefined for an image set. */
export function tableSource(name: BundledName): TableSource | undefined {
  const source: BundledSource = bundled[name]
  return 'columns' in source ? source : undefined
}

/** The columns a document asks for, in its order; none named means the principal pair. */
export function chosenColumns(name: BundledName, columns: readonly string[]): readonly string[] {
  return columns.length > 0 ? columns : (tableSource(name)?.principal ?? [])
}

/** Classes of an image set that a document tells apart, in the order of the catalogue. */
export function chosenClasses(name: BundledName, classes: readonly string[]): readonly string[] {
  const all: readonly string[] = bundled[name].classes
  return classes.length > 0 ? all.filter((own) => classes.includes(own)) : all
}
