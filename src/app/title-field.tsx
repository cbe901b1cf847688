import { useExperiment, useWorkbench } from '../views/shared/workbench'

const LONGEST = 120

export function TitleField({ className }: { className: string | undefined }) {
  const { experiment } = useWorkbench()
  const title = useExperiment((e) => e.title)
  return (
    <input
      className={className}
      type="text"
      aria-label="Title of the experiment"
      placeholder="Untitled"
      maxLength={LONGEST}
      spellCheck={false}
      value={title}
      onChange={({ currentTarget }) =>
        experiment.edit((e) => ({ ...e, title: currentTarget.value }), 'title')
      }
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
