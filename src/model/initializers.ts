import { constant, zeros } from './initializers/constant'
import { glorotNormal, glorotUniform } from './initializers/glorot'
import { heNormal, heUniform } from './initializers/he'
import { lecunNormal, lecunUniform } from './initializers/lecun'
import { orthogonal } from './initializers/orthogonal'
import { normal, uniform } from './initializers/plain'

export const initializers = {
  zeros,
  constant,
  uniform,
  normal,
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
  orthogonal,
} as const

export type InitializerName = keyof typeof initializers
export const initializerNames = Object.keys(initializers) as InitializerName[]
