import type { NumberSetting, NumberSettings } from '../../model/setting'
import { Disclosure } from '../shared/controls/disclosure'
import { NumberField } from '../shared/controls/number-field'
import { Row } from '../shared/controls/row'
import { settingStep } from './setting-step'
import { settingsSummary } from './settings-summary'

interface SettingsProps {
  /** Whose settings these are. */
  readonly label: string
  readonly settings: NumberSettings
  readonly values: Readonly<Record<string, number | string>>
  readonly onChange: (name: string, value: number) => void
}

/** One exact field per setting of a catalogue entry, drawn from what the catalogue says of it. */
export function Settings({ label, settings, values, onChange }: SettingsProps) {
  const entries = Object.entries(settings)
  if (entries.length === 0) return null
  const valueOf = (name: string) => Number(values[name] ?? settings[name].default)
  const shown = entries.map(([name, setting]) => ({ label: setting.label, value: valueOf(name) }))
  return (
    <Disclosure label={label} summary={settingsSummary(shown)}>
      {entries.map(([name, setting]) => (
        <Row
          key={name}
          label={setting.label}
          info={{ title: setting.label, help: `${setting.help} ${bounds(setting)}` }}
        >
          <NumberField
            label={setting.label}
            value={valueOf(name)}
            min={setting.min}
            max={setting.max}
            integer={setting.integer}
            next={(value, direction) => settingStep(setting, value, direction)}
            onChange={(value) => onChange(name, value)}
          />
        </Row>
      ))}
    </Disclosure>
  )
}

const bounds = ({ min, max }: NumberSetting) =>
  `From ${min.toLocaleString('en', { maximumSignificantDigits: 3 })} to ${max.toLocaleString('en')}.`
