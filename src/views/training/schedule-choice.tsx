import type { Experiment } from '../../model/experiment'
import { type ScheduleName, scheduleNames, schedules } from '../../model/schedules'
import { Row } from '../shared/controls/row'
import { Select } from '../shared/controls/select'
import { useExperiment, useWorkbench } from '../shared/workbench'
import { Settings } from './settings'

const options = scheduleNames.map((value) => ({ value, label: schedules[value].label }))
const help: Readonly<Record<ScheduleName, string>> = {
  constant: 'The learning rate stays as it is.',
  step: 'The learning rate drops every so many steps.',
  exponential: 'The learning rate falls evenly on a logarithmic scale.',
  cosine: 'The learning rate falls along half a cosine, slow at both ends.',
  warmUp:
    'The learning rate rises from nearly zero first, while the statistics of the optimizer settle.',
}

export function ScheduleChoice() {
  const { experiment } = useWorkbench()
  const schedule = useExperiment((e) => e.schedule)
  const { label, equation, settings } = schedules[schedule.kind]
  const info = {
    title: `Schedule: ${label}`,
    help: `${help[schedule.kind]} The factor on η after t steps:`,
    equation,
  }
  return (
    <>
      <Row label="Schedule" info={info}>
        <Select
          label="Schedule of the learning rate"
          value={schedule.kind}
          options={options}
          onChange={(kind) => experiment.edit((e) => withSchedule(e, kind))}
        />
      </Row>
      <Settings
        label="with"
        settings={settings}
        values={schedule}
        onChange={(name, value) =>
          experiment.edit(
            (e) => ({ ...e, schedule: { ...e.schedule, [name]: value } }),
            `schedule.${name}`,
          )
        }
      />
    </>
  )
}

function withSchedule(experiment: Experiment, kind: ScheduleName): Experiment {
  const settings = Object.entries(schedules[kind].settings).map(
    ([name, setting]) => [name, setting.default] as const,
  )
  return { ...experiment, schedule: { kind, ...Object.fromEntries(settings) } }
}
