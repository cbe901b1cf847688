import { PLANE_LIMIT } from '../../model/dataset'

/** A place on the plane in its own units, y upwards. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** As CSS lengths within the plot. */
export const left = (x: number): string => `${((x + PLANE_LIMIT) / (2 * PLANE_LIMIT)) * 100}%`
export const top = (y: number): string => `${((PLANE_LIMIT - y) / (2 * PLANE_LIMIT)) * 100}%`
