import { afterAll, describe } from 'vitest'
import { describeConformance } from '../conformance.test-support'
import { SharedDevice, withoutWebGpu } from './test-backend.test-support'

describe.skipIf(withoutWebGpu)('on a real device', () => {
  const shared = new SharedDevice()
  afterAll(() => shared.dispose())
  describeConformance('webgpu', () => shared.create())
})
