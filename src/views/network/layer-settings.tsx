import { Fragment, type ReactNode } from 'react'
import { activationNames, activations } from '../../model/activations'
import { type Conv2dLayer, type Layer, LIMITS } from '../../model/experiment'
import { initializerNames, initializers } from '../../model/initializers'
import { layerEntry } from '../../model/layers'
import type { NumberSettings } from '../../model/setting'
import { NumberField } from '../shared/controls/number-field'
import { Row } from '../shared/controls/row'
import { Select } from '../shared/controls/select'
import {
  type Edit,
  type LayerPath,
  setActivation,
  setInitializer,
  setInitializerSetting,
  setPadding,
  setSetting,
} from './edits'
import { layerName } from './layer-controls'
import { RefusalNote } from './refusal-note'
import type { Attempt } from './use-attempt'

export interface LayerSettingsProps {
  readonly path: LayerPath
  readonly layer: Layer
  readonly attempt: Attempt
}

/** All that one layer lets a visitor set. What does not fit is explained below its control. */
export function LayerSettings({ path, layer, attempt }: LayerSettingsProps) {
  const { refused, attempt: edit, dismiss } = attempt
  const name = layerName(path)
  const set = (setting: string, change: Edit) =>
    edit(change, `${name} ${setting}`, `${setting} ${name}`)
  const refusal = (setting: string) =>
    refused?.origin === `${name} ${setting}` && (
      <RefusalNote refusal={refused.refusal} onClose={dismiss} />
    )
  const row = (setting: string, label: string, help: string | undefined, control: ReactNode) => (
    <Fragment key={setting}>
      <Row label={label} info={help ? { title: label, help } : undefined}>
        {control}
      </Row>
      {refusal(setting)}
    </Fragment>
  )
  const settings: NumberSettings = layerEntry(layer).settings
  return (
    <>
      {Object.entries(settings).map(([setting, { label, help, min, max, integer }]) =>
        row(
          setting,
          label,
          help,
          <NumberField
            label={`${label} of ${name}`}
            value={Number(Reflect.get(layer, setting))}
            min={min}
            max={max}
            integer={integer}
            onChange={(value) => set(setting, setSetting(path, setting, value))}
          />,
        ),
      )}
      {layer.kind === 'conv2d' &&
        row('padding', 'Padding', PADDING_HELP, <PaddingField {...{ path, layer, set }} />)}
      {'activation' in layer &&
        row(
          'activation',
          'Activation',
          undefined,
          <Select
            label={`Activation of ${name}`}
            value={layer.activation}
            options={activationNames.map((value) => ({ value, label: activations[value].label }))}
            onChange={(chosen) => set('activation', setActivation(path, chosen))}
          />,
        )}
      {'initializer' in layer &&
        row(
          'initializer',
          'Initial weights',
          undefined,
          <Select
            label={`Initializer of ${name}`}
            value={layer.initializer.kind}
            options={initializerNames.map((value) => ({
              value,
              label: initializers[value].label,
            }))}
            onChange={(chosen) => set('initializer', setInitializer(path, chosen))}
          />,
        )}
      {'initializer' in layer &&
        Object.entries(initializers[layer.initializer.kind].settings as NumberSettings).map(
          ([setting, { label, min, max, integer }]) =>
            row(
              `initializer ${setting}`,
              label,
              undefined,
              <NumberField
                label={`${label} of the initial weights of ${name}`}
                value={Number(layer.initializer[setting] ?? 0)}
                min={min}
                max={max}
                integer={integer}
                onChange={(value) =>
                  set(`initializer ${setting}`, setInitializerSetting(path, setting, value))
                }
              />,
            ),
        )}
    </>
  )
}

const PADDING_HELP =
  'Zeros around the image. “None” lets the filter lie within the image only, “same” keeps the size (at stride 1), or that many pixels on every side.'

function PaddingField({
  path,
  layer: { padding },
  set,
}: {
  readonly path: LayerPath
  readonly layer: Conv2dLayer
  readonly set: (setting: string, change: Edit) => void
}) {
  const name = layerName(path)
  const counted = typeof padding === 'number'
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: '0.5rem' }}>
      <Select
        label={`Padding of ${name}`}
        value={counted ? 'pixels' : padding}
        options={[
          { value: 'valid', label: 'None' },
          { value: 'same', label: 'Same' },
          { value: 'pixels', label: 'Pixels' },
        ]}
        onChange={(chosen) => set('padding', setPadding(path, chosen === 'pixels' ? 1 : chosen))}
      />
      {counted && (
        <NumberField
          label={`Pixels of padding of ${name}`}
          value={padding}
          min={0}
          max={LIMITS.padding}
          integer
          width={4}
          onChange={(pixels) => set('padding', setPadding(path, pixels))}
        />
      )}
    </span>
  )
}
