/** What the step button may make. */
export const advances = {
  step: { label: 'a step', help: 'One step: one update of the weights' },
  epoch: { label: 'an epoch', help: 'One epoch: once through the training set' },
  phase: {
    label: 'one phase',
    help: 'One phase of the next update: batch, forward, loss, backward, update',
  },
} as const
