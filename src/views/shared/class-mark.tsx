import { classShape, type PointShape, pointPath } from './points'

/** The mark of a class as it stands on the plots: shape and colour; hollow for test examples. */
export function ClassMark({ index, hollow = false }: { index: number; hollow?: boolean }) {
  return <ShapeMark shape={classShape(index)} colour={`var(--class-${index})`} hollow={hollow} />
}

export function ShapeMark({
  shape,
  colour,
  hollow = false,
}: {
  shape: PointShape
  colour: string
  hollow?: boolean
}) {
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true" style={{ flex: 'none' }}>
      <path
        d={pointPath(shape, hollow ? 3.4 : 4)}
        fill={hollow ? 'var(--paper)' : colour}
        stroke={colour}
        strokeWidth={hollow ? 1.6 : 0}
      />
    </svg>
  )
}
