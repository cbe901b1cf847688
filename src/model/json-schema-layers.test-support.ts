import { activations } from './activations'
import { type LayerKind, LIMITS } from './experiment'
import {
  type JsonSchema,
  list,
  namesOf,
  object,
  sentence,
  settingsOf,
  whole,
} from './json-schema-parts.test-support'
import { layerKinds } from './layers'

const activation = (fallback: string) => ({
  description: 'What each unit or pixel does to its weighted sum.',
  oneOf: namesOf(activations, ({ label, equation }) => `${label}: ${equation}`),
  default: fallback,
})
const initializer = (fallback: string) => ({ $ref: '#/$defs/initializer', default: fallback })

/** One kind of layer: its settings and what else it has. */
function layer(
  kind: LayerKind,
  more: Readonly<Record<string, JsonSchema>> = {},
  required: readonly string[] = [],
): JsonSchema {
  const { help, settings } = layerKinds[kind]
  return object(
    { kind: { const: kind }, ...settingsOf(settings), ...more },
    ['kind', ...required],
    sentence(help),
  )
}

const own = (kind: 'dense' | 'conv2d', name: string) => {
  const { default: _, ...rest } = settingsOf(layerKinds[kind].settings)[name]
  return { [name]: rest }
}

export const plainLayer = {
  oneOf: [
    layer(
      'dense',
      {
        ...own('dense', 'units'),
        activation: activation('tanh'),
        initializer: initializer('glorotUniform'),
      },
      ['units'],
    ),
    layer(
      'conv2d',
      {
        ...own('conv2d', 'filters'),
        padding: {
          description: 'Zeros around the image: none, as many as keep its size, or that many.',
          anyOf: [{ enum: ['valid', 'same'] }, whole(0, LIMITS.padding)],
          default: 'valid',
        },
        activation: activation('relu'),
        initializer: initializer('heNormal'),
      },
      ['filters'],
    ),
    layer('maxPool2d', { stride: poolStride() }),
    layer('averagePool2d', { stride: poolStride() }),
    layer('globalAveragePool2d'),
    layer('flatten'),
    layer('dropout'),
    layer('batchNorm', { activation: activation('identity') }),
  ],
}

export const block = object(
  {
    kind: { const: 'residual' },
    layers: list(
      { $ref: '#/$defs/plainLayer' },
      'The layers that the input goes through, and around.',
      1,
      LIMITS.blockLayers,
    ),
    activation: activation('relu'),
  },
  ['kind', 'layers'],
  sentence(layerKinds.residual.help),
)

function poolStride(): JsonSchema {
  return whole(
    1,
    LIMITS.kernel,
    undefined,
    'Pixels from one window to the next; as `size` if left out.',
  )
}
