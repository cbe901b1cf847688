import convolutionFilterGradient from '../../../shaders/lib/convolution_filter_gradient.wgsl?raw'
import convolutionForward from '../../../shaders/lib/convolution_forward.wgsl?raw'
import convolutionInputGradient from '../../../shaders/lib/convolution_input_gradient.wgsl?raw'
import dropout from '../../../shaders/lib/dropout.wgsl?raw'
import filterGradient from '../../../shaders/lib/filter_gradient.wgsl?raw'
import patches from '../../../shaders/lib/patches.wgsl?raw'
import patchesDirect from '../../../shaders/lib/patches_direct.wgsl?raw'
import patchesTiled from '../../../shaders/lib/patches_tiled.wgsl?raw'
import random from '../../../shaders/lib/random.wgsl?raw'
import window from '../../../shaders/lib/window.wgsl?raw'
import addForward from '../../../shaders/ops/add_forward.wgsl?raw'
import augmentForward from '../../../shaders/ops/augment_forward.wgsl?raw'
import averagePool2dForward from '../../../shaders/ops/average_pool2d_forward.wgsl?raw'
import averagePool2dGradient from '../../../shaders/ops/average_pool2d_gradient.wgsl?raw'
import batchNormForward from '../../../shaders/ops/batch_norm_forward.wgsl?raw'
import batchNormGradient from '../../../shaders/ops/batch_norm_gradient.wgsl?raw'
import batchNormInputGradient from '../../../shaders/ops/batch_norm_input_gradient.wgsl?raw'
import batchNormMoments from '../../../shaders/ops/batch_norm_moments.wgsl?raw'
import convTranspose2dFilterGradient from '../../../shaders/ops/conv_transpose2d_filter_gradient.wgsl?raw'
import convTranspose2dForward from '../../../shaders/ops/conv_transpose2d_forward.wgsl?raw'
import convTranspose2dInputGradient from '../../../shaders/ops/conv_transpose2d_input_gradient.wgsl?raw'
import conv2dFilterGradient from '../../../shaders/ops/conv2d_filter_gradient.wgsl?raw'
import conv2dFilterGradientSum from '../../../shaders/ops/conv2d_filter_gradient_sum.wgsl?raw'
import conv2dForward from '../../../shaders/ops/conv2d_forward.wgsl?raw'
import conv2dInputGradient from '../../../shaders/ops/conv2d_input_gradient.wgsl?raw'
import deltaGradient from '../../../shaders/ops/delta_gradient.wgsl?raw'
import dropoutForward from '../../../shaders/ops/dropout_forward.wgsl?raw'
import dropoutGradient from '../../../shaders/ops/dropout_gradient.wgsl?raw'
import maxPool2dForward from '../../../shaders/ops/max_pool2d_forward.wgsl?raw'
import maxPool2dGradient from '../../../shaders/ops/max_pool2d_gradient.wgsl?raw'
import upsample2dForward from '../../../shaders/ops/upsample2d_forward.wgsl?raw'
import upsample2dGradient from '../../../shaders/ops/upsample2d_gradient.wgsl?raw'
import type { ShaderFile } from './shader-source'

/** The passes of the ops of convolutional networks, named after their op. */
export const imageShaders = {
  addForward: { file: 'shaders/ops/add_forward.wgsl', text: addForward },
  augmentForward: { file: 'shaders/ops/augment_forward.wgsl', text: augmentForward },
  averagePool2dForward: {
    file: 'shaders/ops/average_pool2d_forward.wgsl',
    text: averagePool2dForward,
  },
  averagePool2dGradient: {
    file: 'shaders/ops/average_pool2d_gradient.wgsl',
    text: averagePool2dGradient,
  },
  batchNormForward: { file: 'shaders/ops/batch_norm_forward.wgsl', text: batchNormForward },
  batchNormGradient: { file: 'shaders/ops/batch_norm_gradient.wgsl', text: batchNormGradient },
  batchNormInputGradient: {
    file: 'shaders/ops/batch_norm_input_gradient.wgsl',
    text: batchNormInputGradient,
  },
  batchNormMoments: { file: 'shaders/ops/batch_norm_moments.wgsl', text: batchNormMoments },
  conv2dFilterGradient: {
    file: 'shaders/ops/conv2d_filter_gradient.wgsl',
    text: conv2dFilterGradient,
  },
  conv2dFilterGradientSum: {
    file: 'shaders/ops/conv2d_filter_gradient_sum.wgsl',
    text: conv2dFilterGradientSum,
  },
  conv2dForward: { file: 'shaders/ops/conv2d_forward.wgsl', text: conv2dForward },
  conv2dInputGradient: {
    file: 'shaders/ops/conv2d_input_gradient.wgsl',
    text: conv2dInputGradient,
  },
  convTranspose2dFilterGradient: {
    file: 'shaders/ops/conv_transpose2d_filter_gradient.wgsl',
    text: convTranspose2dFilterGradient,
  },
  convTranspose2dForward: {
    file: 'shaders/ops/conv_transpose2d_forward.wgsl',
    text: convTranspose2dForward,
  },
  convTranspose2dInputGradient: {
    file: 'shaders/ops/conv_transpose2d_input_gradient.wgsl',
    text: convTranspose2dInputGradient,
  },
  deltaGradient: { file: 'shaders/ops/delta_gradient.wgsl', text: deltaGradient },
  dropoutForward: { file: 'shaders/ops/dropout_forward.wgsl', text: dropoutForward },
  dropoutGradient: { file: 'shaders/ops/dropout_gradient.wgsl', text: dropoutGradient },
  maxPool2dForward: { file: 'shaders/ops/max_pool2d_forward.wgsl', text: maxPool2dForward },
  maxPool2dGradient: { file: 'shaders/ops/max_pool2d_gradient.wgsl', text: maxPool2dGradient },
  upsample2dForward: { file: 'shaders/ops/upsample2d_forward.wgsl', text: upsample2dForward },
  upsample2dGradient: { file: 'shaders/ops/upsample2d_gradient.wgsl', text: upsample2dGradient },
} as const satisfies Record<string, ShaderFile>

/** What these ops share. */
export const imageLibShaders = {
  patches: { file: 'shaders/lib/patches.wgsl', text: patches },
  patchesDirect: { file: 'shaders/lib/patches_direct.wgsl', text: patchesDirect },
  patchesTiled: { file: 'shaders/lib/patches_tiled.wgsl', text: patchesTiled },
  convolutionForward: {
    file: 'shaders/lib/convolution_forward.wgsl',
    text: convolutionForward,
  },
  convolutionInputGradient: {
    file: 'shaders/lib/convolution_input_gradient.wgsl',
    text: convolutionInputGradient,
  },
  convolutionFilterGradient: {
    file: 'shaders/lib/convolution_filter_gradient.wgsl',
    text: convolutionFilterGradient,
  },
  filterGradient: { file: 'shaders/lib/filter_gradient.wgsl', text: filterGradient },
  window: { file: 'shaders/lib/window.wgsl', text: window },
  random: { file: 'shaders/lib/random.wgsl', text: random },
  dropout: { file: 'shaders/lib/dropout.wgsl', text: dropout },
} as const satisfies Record<string, ShaderFile>
