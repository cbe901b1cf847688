import type { InfoText } from '../shared/controls/info'

/** What the catalogues do not say: one sentence for each control, and the formula where there is one. */
export const texts = {
  learningRate: {
    title: 'Learning rate η',
    help: 'How far each update follows the gradient: too small is slow, too large overshoots and diverges.',
    equation: 'w ← w − η·∂L/∂w',
  },
  batchSize: {
    title: 'Batch size',
    help: 'How many examples are averaged for one update: small batches are noisy and quick, large ones calm.',
    equation: 'g = 1/B · Σ ∂L(example)/∂w',
  },
  order: {
    title: 'Order',
    help: 'How an epoch visits the training set: in a new order each time, as it stands, or as it stands with the remainder carried into the next epoch, as TensorFlow Playground does.',
  },
  l1: {
    title: 'L1 regularization',
    help: 'Pulls every weight towards zero by a constant amount, so that many become exactly zero.',
    equation: 'L + λ₁·Σ |w|',
  },
  l2: {
    title: 'L2 regularization',
    help: 'Pulls large weights towards zero more than small ones, which keeps the function smooth.',
    equation: 'L + λ₂/2·Σ w²',
  },
  clipNorm: {
    title: 'Clip the norm',
    help: 'Shortens a gradient that is longer than this, and keeps its direction. 0 means no bound.',
    equation: 'g ← g · min(1, c / ‖g‖)',
  },
  clipValue: {
    title: 'Clip each value',
    help: 'Cuts every part of the gradient to at most this. 0 means no bound.',
    equation: 'gᵢ ← min(c, max(−c, gᵢ))',
  },
  seed: {
    title: 'Seed of the weights',
    help: 'Fixes the initial weights and the order of the batches. The same seed gives the same run.',
  },
} as const satisfies Record<string, InfoText>
