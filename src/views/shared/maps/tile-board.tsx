import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react'
import type { Frame } from '../../../worker/protocol'
import { prepare } from '../canvas'
import { css, usePalette } from '../palette'
import { useSlowRun } from '../slow-run'
import { useFrame } from '../workbench'
import styles from './maps.module.css'
import { neighbour, pixelAt, type TileLayout, type TilePixel } from './tile-layout'
import { type TilePicture, TileSheet } from './tile-sheet'

interface TileBoardProps {
  /** What all tiles together are: "Layer 1: 6 maps of 28×28 pixels". */
  readonly label: string
  readonly layout: TileLayout
  /** What the board shows at a frame; null while nothing of it is known. */
  readonly picture: (frame: Frame) => TilePicture | null
  /** Whatever `picture` depends on besides the frame. */
  readonly dependencies: readonly unknown[]
  /** What a screen reader is told of a tile, with numbers. */
  readonly describe: (index: number) => string
  /** −1 for none. */
  readonly selected: number
  /** Whether the tab key stops here. */
  readonly stop: boolean
  readonly onFocus: () => void
  /** `pixel` where the choice was made by pointer. */
  readonly onChoose: (index: number, pixel: TilePixel | null) => void
  /** Drawn above the tiles. */
  readonly children?: ReactNode
}

/**
 * Maps side by side on one canvas, drawn with every frame. To assistive technology they are the
 * options of a list. Arrow keys move among them and on to the next board within the same
 * `data-tile-boards`; Enter chooses.
 */
export function TileBoard(props: TileBoardProps) {
  const { label, layout, picture, dependencies, describe, selected, stop, children } = props
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const sheet = useRef<TileSheet>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const [at, setAt] = useState(0)
  const active = Math.min(at, layout.places.length - 1)

  useFrame(
    (frame) => {
      const size = { width: layout.width, height: layout.height, ratio: devicePixelRatio }
      const context = prepare(canvas.current, size)
      if (!context) return
      const shown = picture(frame)
      sheet.current ??= new TileSheet()
      if (shown) sheet.current.draw(context, shown, layout, palette)
      else {
        context.fillStyle = css(palette.zero)
        for (const { x, y } of layout.places) {
          context.fillRect(x, y, layout.tile.width, layout.tile.height)
        }
      }
    },
    [layout, palette, ...dependencies],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { key } = event
    if (key === 'Enter' || key === ' ') props.onChoose(active, null)
    else if (key === 'Home') setAt(0)
    else if (key === 'End') setAt(layout.places.length - 1)
    else if (key.startsWith('Arrow')) {
      const to = neighbour(layout, active, key)
      if (to !== undefined) {
        setAt(to)
        document.getElementById(`${id}-${to}`)?.scrollIntoView({ block: 'nearest' })
      } else if (key === 'ArrowLeft') boardBeside(list.current, -1)?.focus()
      else if (key === 'ArrowRight') boardBeside(list.current, 1)?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const pixel = pixelAt(layout, event.clientX - box.left, event.clientY - box.top)
    setAt(pixel.index)
    props.onChoose(pixel.index, pixel)
  }
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={label}
      aria-activedescendant={`${id}-${active}`}
      tabIndex={stop ? 0 : -1}
      className={styles['board']}
      style={{ width: layout.width, height: layout.height }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={props.onFocus}
    >
      <canvas ref={canvas} className={styles['tiles']} aria-hidden="true" />
      <Options {...{ id, layout, describe, selected, active, dependencies }} />
      {children}
    </div>
  )
}

interface OptionsProps {
  readonly id: string
  readonly layout: TileLayout
  readonly describe: (index: number) => string
  readonly selected: number
  readonly active: number
}

/** Renewed now and then, not with every frame. */
function Options({ id, layout, describe, selected, active }: OptionsProps) {
  useSlowRun((state) => state.run)
  return layout.places.map(({ x, y }, i) => (
    <Option
      key={`${x} ${y}`}
      id={`${id}-${i}`}
      label={describe(i)}
      chosen={i === selected}
      active={i === active}
      left={x}
      top={y}
      {...layout.tile}
    />
  ))
}

interface OptionProps {
  readonly id: string
  readonly label: string
  readonly chosen: boolean
  readonly active: boolean
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const Option = memo(function Option({ id, label, chosen, active, ...box }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      aria-label={label}
      aria-selected={chosen}
      data-active={active || undefined}
      className={styles['option']}
      style={box}
    />
  )
})

function boardBeside(board: HTMLElement | null, step: 1 | -1): HTMLElement | undefined {
  const all = board?.closest('[data-tile-boards]')?.querySelectorAll<HTMLElement>('[role=listbox]')
  const boards = [...(all ?? [])]
  return boards[boards.findIndex((each) => each === board) + step]
}
