import { lazy } from 'react'

/** Views of the dock come when they are opened first. */
export const Arithmetic = lazy(() =>
  import('../views/arithmetic/arithmetic').then(({ Arithmetic: C }) => ({ default: C })),
)
export const Activations = lazy(() =>
  import('../views/activations/activations').then(({ Activations: C }) => ({ default: C })),
)
export const Chain = lazy(() =>
  import('../views/chain/chain').then(({ Chain: C }) => ({ default: C })),
)
export const Confusion = lazy(() =>
  import('../views/confusion/confusion').then(({ Confusion: C }) => ({ default: C })),
)
export const Examples = lazy(() =>
  import('../views/examples/examples').then(({ Examples: C }) => ({ default: C })),
)
export const ConvolutionTable = lazy(() =>
  import('../views/convolution/convolution').then(({ ConvolutionTable: C }) => ({ default: C })),
)
export const FeatureMaps = lazy(() =>
  import('../views/feature-maps/feature-maps').then(({ FeatureMaps: C }) => ({ default: C })),
)
export const Gradients = lazy(() =>
  import('../views/gradients/gradients').then(({ Gradients: C }) => ({ default: C })),
)
export const Graph = lazy(() =>
  import('../views/graph/graph').then(({ Graph: C }) => ({ default: C })),
)
export const Filters = lazy(() =>
  import('../views/filters/filters').then(({ Filters: C }) => ({ default: C })),
)
export const StepByStep = lazy(() =>
  import('../views/step/step').then(({ StepByStep: C }) => ({ default: C })),
)
