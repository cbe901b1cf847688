import type { CSSProperties } from 'react'
import styles from './cells.module.css'
import { type Grid, largestMagnitude, type Place, samePlace, valueAt } from './grid'
import { NumberGrid, pointedPlace } from './number-grid'
import { numberText, placeText } from './number-text'

interface OutputBoardProps {
  readonly output: Grid
  readonly selected: Place
  readonly side: number
  /** The outputs that the pixel in the spotlight feeds. */
  readonly fed: readonly Place[]
  readonly onSelect: (place: Place) => void
  readonly onPlay: () => void
}

/** The result; the chosen pixel decides where the window stands. */
export function OutputBoard({ output, selected, side, fed, onSelect, onPlay }: OutputBoardProps) {
  const { height, width } = output
  const style = { '--side': `${side}px`, '--rows': height, '--columns': width } as CSSProperties
  return (
    <div className={styles['board']} style={style}>
      <NumberGrid
        label={`Output, ${height} rows of ${width} pixels; arrow keys move the window`}
        {...{ grid: output, side, selected, stop: selected, onStop: onSelect }}
        scale={largestMagnitude(output)}
        name={(place) => `${placeText(place)}: ${numberText(valueAt(output, place))}`}
        marks={(place) => (fed.some((each) => samePlace(each, place)) ? 'lit' : '')}
        onKey={(event) => {
          if (event.key !== ' ') return
          event.preventDefault()
          event.stopPropagation()
          onPlay()
        }}
        onPointerDown={(event) => onSelect(pointedPlace(event, output))}
        onPointerMove={(event) => {
          const place = pointedPlace(event, output)
          if (!samePlace(place, selected)) onSelect(place)
        }}
      />
    </div>
  )
}
