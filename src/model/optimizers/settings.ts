import type { NumberSetting } from '../setting'

/** Settings that several optimizers share. */
export const momentumSetting = {
  label: 'Momentum',
  help: 'Share of the last velocity that is kept.',
  default: 0.9,
  min: 0,
  max: 0.999,
} as const satisfies NumberSetting

export const epsilonSetting = (value: number) =>
  ({
    label: 'Epsilon',
    help: 'Keeps the division finite where the gradient has been zero.',
    default: value,
    min: 1e-12,
    max: 1,
    scale: 'logarithmic',
  }) as const satisfies NumberSetting

export const averageSetting = (label: string, value: number) =>
  ({
    label,
    help: 'Share of the running average that is kept at each step.',
    default: value,
    min: 0,
    max: 0.9999,
  }) as const satisfies NumberSetting
