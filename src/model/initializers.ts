import { glorotNormal, glorotUniform } from './initializers/glorot'

export const initializers = {
  glorotUniform,
  glorotNormal,
} as const

export type InitializerName = keyof typeof initializers
export const initializerNames = Object.keys(initializers) as InitializerName[]
