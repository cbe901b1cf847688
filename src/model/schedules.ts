import { cos, exp, log } from '../lib/math'
import type { NumberSettings, SettingValues } from './setting'

interface Schedule<S extends NumberSettings> {
  readonly label: string
  /** The factor on the learning rate, in plain text with Unicode mathematics. */
  readonly equation: string
  readonly settings: S
  /** The factor for the update that follows `step` completed updates. */
  factor(step: number, settings: SettingValues<S>): number
}

const schedule = <S extends NumberSettings>(definition: Schedule<S>) => definition

const stepsSetting = (label: string, help: string, value: number) =>
  ({ label, help, default: value, min: 1, max: 1e6, integer: true, scale: 'logarithmic' }) as const

const factorSetting = (help: string, value: number) =>
  ({ label: 'Factor', help, default: value, min: 0, max: 1 }) as const

export const schedules = {
  constant: schedule({ label: 'constant', equation: '1', settings: {}, factor: () => 1 }),
  step: schedule({
    label: 'step',
    equation: 'γ^⌊t / T⌋',
    settings: {
      every: stepsSetting('Every', 'Steps between two drops.', 1000),
      factor: factorSetting('The learning rate is multiplied by it at each drop.', 0.5),
    },
    factor(step, { every, factor }) {
      const drops = Math.floor(step / every)
      return factor === 0 ? Number(drops === 0) : exp(drops * log(factor))
    },
  }),
  exponential: schedule({
    label: 'exponential',
    equation: 'γ^(t / T), a little at each step',
    settings: {
      every: stepsSetting('Every', 'Steps over which the factor applies once.', 1000),
      factor: factorSetting('The learning rate falls by it over that many steps.', 0.5),
    },
    factor: (step, { every, factor }) => (factor === 0 ? 0 : exp((step / every) * log(factor))),
  }),
  cosine: schedule({
    label: 'cosine',
    equation: 'γ + (1 − γ)·(1 + cos(π·t / T)) / 2, then γ',
    settings: {
      steps: stepsSetting('Steps', 'Length of the fall.', 5000),
      factor: factorSetting('What is left of the learning rate at the end.', 0),
    },
    factor: (step, { steps, factor }) =>
      factor + ((1 - factor) * (1 + cos(Math.PI * Math.min(1, step / steps)))) / 2,
  }),
  warmUp: schedule({
    label: 'warm-up',
    equation: '(t + 1) / T, then 1',
    settings: { steps: stepsSetting('Steps', 'Length of the rise from zero.', 200) },
    factor: (step, { steps }) => Math.min(1, (step + 1) / steps),
  }),
} as const

export type ScheduleName = keyof typeof schedules
export const scheduleNames = Object.keys(schedules) as ScheduleName[]
