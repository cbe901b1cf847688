import { describe } from 'vitest'
import { testAugmentation } from './conformance/augmentation.test-support'
import { testBatches } from './conformance/batches.test-support'
import { testDissection } from './conformance/dissection.test-support'
import { testDocuments } from './conformance/documents.test-support'
import { testDropout } from './conformance/dropout.test-support'
import type { CreateBackend } from './conformance/fixtures.test-support'
import { testActivations, testLosses } from './conformance/functions.test-support'
import { testImageNetworks } from './conformance/image-networks.test-support'
import { testImageWindows } from './conformance/image-windows.test-support'
import { testImages } from './conformance/images.test-support'
import { testLayers } from './conformance/layers.test-support'
import { testNormalization } from './conformance/normalization.test-support'
import { testProbes } from './conformance/probes.test-support'
import { testReductions } from './conformance/reductions.test-support'
import { testState } from './conformance/state.test-support'
import { testNetworks, testOptimizers } from './conformance/training.test-support'

/**
 * What every backend must do, said through the contract alone: plans go in, observations and
 * snapshots come out. Truth is `golden/` (PyTorch in float64) and a plain float64 reference.
 *
 * Some plans are compiled from experiments, some are single ops put together by hand, so a backend
 * must run any list of ops and not only those that `compile` makes.
 */
export function describeConformance(name: string, create: CreateBackend): void {
  describe(`${name}: activations`, () => testActivations(create))
  describe(`${name}: losses`, () => testLosses(create))
  describe(`${name}: layers`, () => testLayers(create))
  describe(`${name}: images`, () => testImages(create))
  describe(`${name}: windows`, () => testImageWindows(create))
  describe(`${name}: normalization`, () => testNormalization(create))
  describe(`${name}: dropout`, () => testDropout(create))
  describe(`${name}: augmentation`, () => testAugmentation(create))
  describe(`${name}: image networks`, () => testImageNetworks(create))
  describe(`${name}: optimizers`, () => testOptimizers(create))
  describe(`${name}: batches`, () => testBatches(create))
  describe(`${name}: probes`, () => testProbes(create))
  describe(`${name}: reductions`, () => testReductions(create))
  describe(`${name}: state`, () => testState(create))
  describe(`${name}: networks`, () => testNetworks(create))
  describe(`${name}: documents`, () => testDocuments(create))
  describe(`${name}: dissection`, () => testDissection(create))
}
