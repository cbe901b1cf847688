import { useState } from 'react'
import { isImage } from '../../../model/shapes'
import type { LayerInfo } from '../../../worker/protocol'
import { CheckMark, ResultLine } from '../../shared/formulas/result-lines'
import { compare } from '../../shared/formulas/rounding'
import { patchOf, type WindowPlace } from '../../shared/formulas/window-sum'
import { formatNumber } from '../../shared/number'
import { type Pixel, type Place, pixelText } from '../../shared/place'
import { Waiting, WindowLine } from './convolution-sum'
import type { Look } from './look'
import { NumberGrid } from './number-grid'
import styles from './numbers.module.css'
import { largestOf } from './picture'

interface PoolingProps {
  readonly look: Look
  readonly info: LayerInfo
  readonly place: Place
  readonly pixel: Pixel
  readonly below: string
  readonly window: WindowPlace
}

/** The window's values and what becomes of them: the largest, as the engine chose it, or the mean. */
export function PoolingWindow({ look, info, place, pixel, below, window }: PoolingProps) {
  const [active, onActive] = useState(-1)
  const values = look.of(`${below}/output`)
  const outputs = look.of(`${info.name}/output`)
  const indices = look.of(`${info.name}/index`)
  const { inputShape, shape } = info
  if (!isImage(inputShape) || !isImage(shape)) return null
  if (!values || !outputs || (info.kind === 'maxPool2d' && !indices)) return <Waiting />

  const at = (pixel.row * shape[1] + pixel.column) * shape[2] + place.unit
  const a = outputs[at]
  const patch = patchOf(values, inputShape, place.unit, window.cells)
  const winner = indices && winningCell(window, indices[at], inputShape[1])
  const padded = window.cells.map(({ inside }) => !inside)
  const grid = (
    <NumberGrid
      label="Window"
      caption={patch[active] === undefined ? 'window' : `x = ${formatNumber(patch[active])}`}
      values={patch}
      side={window.side}
      limit={largestOf(values)}
      padded={padded}
      {...{ winner, active, onActive }}
    />
  )
  if (winner === undefined) {
    const sum = patch.reduce((x, y) => x + y, 0)
    const magnitude = patch.reduce((x, y) => x + Math.abs(y), 0)
    const check = compare(sum / patch.length, a, patch.length + 1, magnitude / patch.length)
    return (
      <>
        <div className={styles['grids']}>{grid}</div>
        <WindowLine window={window} />
        <div className={styles['result']}>
          <ResultLine>
            <i>a</i> = Σ x / {patch.length} = {formatNumber(sum)} / {patch.length} ={' '}
            <b data-result="a">{formatNumber(a)}</b> <CheckMark comparison={check} name="mean" />
          </ResultLine>
        </div>
      </>
    )
  }
  const { row, column } = window.cells[winner] ?? pixel
  return (
    <>
      <div className={styles['grids']}>{grid}</div>
      <WindowLine window={window} />
      <div className={styles['result']}>
        <ResultLine>
          <i>a</i> = max x = <b data-result="a">{formatNumber(a)}</b>{' '}
          <CheckMark comparison={compare(patch[winner], a, 0, 0)} name="maximum" />
        </ResultLine>
        <ResultLine>
          <span className={styles['remark']}>The winner:</span>{' '}
          <span data-result="winner">{pixelText({ row, column })}</span>{' '}
          <span className={styles['remark']}>; only it receives the gradient.</span>
        </ResultLine>
      </div>
    </>
  )
}

/** The cell of the pixel that the engine says won, counted row by row in the image. */
export function winningCell({ cells }: WindowPlace, index: number, width: number): number {
  return cells.findIndex(({ row, column, inside }) => inside && row * width + column === index)
}

interface MeanProps {
  readonly look: Look
  readonly info: LayerInfo
  readonly place: Place
  readonly below: string
}

/** Global average pooling: the mean of a whole map. */
export function MapMean({ look, info, place, below }: MeanProps) {
  const values = look.of(`${below}/output`)
  const outputs = look.of(`${info.name}/output`)
  const { inputShape } = info
  if (!isImage(inputShape)) return null
  if (!values || !outputs) return <Waiting />
  const [height, width, channels] = inputShape
  let [sum, magnitude] = [0, 0]
  for (let pixel = 0; pixel < height * width; pixel++) {
    const value = values[pixel * channels + place.unit]
    sum += value
    magnitude += Math.abs(value)
  }
  const count = height * width
  const a = outputs[place.unit]
  return (
    <div className={styles['sole']}>
      <ResultLine>
        The mean of all {height}×{width} pixels of map {place.unit + 1}:
      </ResultLine>
      <ResultLine>
        <i>a</i> = Σ x / {count} = {formatNumber(sum)} / {count} ={' '}
        <b data-result="a">{formatNumber(a)}</b>{' '}
        <CheckMark comparison={compare(sum / count, a, count + 1, magnitude / count)} name="mean" />
      </ResultLine>
    </div>
  )
}
