import type { View } from '../../model/experiment'
import type { Phase } from '../../store/phase'
import type { Frame, ProbeRequest } from '../../worker/protocol'
import type { Palette } from '../shared/palette'
import type { DiagramLayout } from './layout'
import type { DiagramColumn } from './structure'

/** What the network shows: weights and outputs, or numbers of the coming update. */
export interface Showing {
  readonly edges: View['edges']
  readonly units: View['units']
  /** The part of an update taken apart that is shown in place of both. */
  readonly phase: Phase | null
  /** Of the batch, while a phase is shown; null: its mean. */
  readonly row: number | null
  /** Whether every layer has a scale of its own. */
  readonly perLayer: boolean
}

/** What the units of a column show: what they always do, nothing, or numbers of the update. */
export type UnitNumbers = 'usual' | 'blank' | ShownUnits

export interface ShownUnits {
  readonly what: 'output' | 'delta'
  /** One for each unit; or, of images, [row, column, map]. */
  readonly values: Float32Array
  /** The value at the end of the ramp. */
  readonly end: number
  /** Beside each unit's number: its target. */
  readonly notes?: readonly string[] | undefined
}

/** Finds the numbers of the coming update in a frame; its code comes when they are first asked for. */
export interface Reading {
  readonly showing: Showing
  readonly requests: readonly ProbeRequest[]
  /** What the edges show, as the legend and the tips name it. */
  readonly edges: View['edges']
  /** Per column. */
  readonly parts: readonly ColumnPart[]
  /** A parameter's weights, gradient or update; null while the engine has not answered. */
  parameter(frame: Frame, name: string): Float32Array | null
  units(frame: Frame): readonly UnitNumbers[]
  /** "∂L/∂w 3.1·10⁻⁴", "Δw −0.003: 0.51 → 0.507"; empty where it is the weight itself. */
  parameterText(frame: Frame, name: string, index: number, digits?: number): string
  /** "δ −0.02, rms 0.1 over the batch"; empty where nothing but the usual is shown. */
  unitText(frame: Frame, column: number, unit: number): string
  /** The same of what leads to a unit: of its bias and of the weight for which it is largest. */
  edgesText(frame: Frame, column: number, unit: number): string
  /** Writes the numbers of the update beneath the units of a diagram. */
  paintNumbers(context: CanvasRenderingContext2D, scene: NumberScene, frame: Frame): void
}

export interface NumberScene {
  readonly layout: DiagramLayout
  readonly palette: Palette
  /** Size of the type over 16 px. */
  readonly scale: number
  /** Whether a number may stand within the thumbnails of a column; it may if left out. */
  readonly within?: (column: number) => boolean
}

/** What a column shows in a phase. */
export interface ColumnPart {
  readonly edges: 'plain' | 'faint' | 'bare'
  readonly units: 'usual' | 'blank' | 'output' | 'delta'
}

/** What both kinds of networks get. */
export interface NetworkProps {
  readonly columns: readonly DiagramColumn[]
  readonly showing: Showing
  readonly setPerLayer: (perLayer: boolean) => void
}
