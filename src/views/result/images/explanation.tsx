import { layerKinds } from '../../../model/layers'
import { shapeText } from '../../../model/shapes'
import type { Loaded } from '../../../worker/protocol'
import { formatTick } from '../../shared/axis'
import { Info, type InfoText } from '../../shared/controls/info'
import { Segments } from '../../shared/controls/segments'
import { Select } from '../../shared/controls/select'
import { Toggle } from '../../shared/controls/toggle'
import type { OutputMeaning } from '../../shared/outputs'
import { css, type Palette, usePalette } from '../../shared/palette'
import { type CamSource, camSource } from './grad-cam'
import styles from './images.module.css'
import type { OverlayName } from './overlay'
import { overlayColour } from './picture'

/** What is drawn over the image, and for which class. */
export interface Explained {
  readonly overlay: OverlayName
  /** Null: the class that the network decides for. */
  readonly target: number | null
  readonly signed: boolean
}

interface ExplanationProps {
  readonly loaded: Loaded
  readonly meaning: OutputMeaning
  readonly explained: Explained
  readonly onChange: (explained: Explained) => void
  /** The value at full colour. */
  readonly limit: number
  readonly signed: boolean
}

/** Chooses what is drawn over the image, and says what its colours mean. */
export function Explanation(props: ExplanationProps) {
  const { loaded, meaning, explained, onChange, limit, signed } = props
  const { overlay, target } = explained
  const source = camSource(loaded)
  return (
    <div className={styles['explanation']}>
      <Segments<OverlayName>
        label="Drawn over the image"
        value={overlay}
        options={[
          { value: 'none', label: 'Image' },
          { value: 'saliency', label: 'Saliency' },
          { value: 'gradCam', label: 'Grad-CAM', disabled: !source },
          { value: 'occlusion', label: 'Occlusion' },
        ]}
        onChange={(chosen) => onChange({ ...explained, overlay: chosen })}
      />
      {overlay !== 'none' && (
        <>
          <div className={styles['about']}>
            {loaded.classes.length > 0 && (
              <>
                <span>{overlay === 'occlusion' ? 'Probability of' : 'Score of'}</span>
                <Select
                  label="Class that is explained"
                  value={target === null ? '' : String(target)}
                  options={[
                    { value: '', label: 'the predicted class' },
                    ...loaded.classes.map((name, i) => ({ value: String(i), label: name })),
                  ]}
                  onChange={(value) =>
                    onChange({ ...explained, target: value === '' ? null : Number(value) })
                  }
                />
              </>
            )}
            {overlay === 'saliency' && (
              <Toggle
                checked={explained.signed}
                onChange={(checked) => onChange({ ...explained, signed: checked })}
              >
                Signed
              </Toggle>
            )}
            <Info {...helpOf(overlay, source, meaning)} />
          </div>
          <Legend signed={signed} limit={limit} caption={captionOf(props)} />
        </>
      )}
    </div>
  )
}

/** What a value of the overlay is called where a pixel is read. */
export const quantityOf = (overlay: OverlayName): string =>
  overlay === 'saliency' ? 'gradient' : overlay === 'gradCam' ? 'Grad-CAM' : 'change'

function captionOf({ explained, meaning }: ExplanationProps): string {
  if (explained.overlay === 'gradCam') return 'ReLU(Σ αₖ·Aₖ), stretched over the image'
  if (explained.overlay === 'saliency') {
    return explained.signed ? '∂score/∂pixel' : '|∂score/∂pixel|'
  }
  const what = meaning.kind === 'value' ? 'value' : 'probability'
  return `change of the ${what} where a square hides the image`
}

function helpOf(
  overlay: Exclude<OverlayName, 'none'>,
  source: CamSource | null,
  meaning: OutputMeaning,
): InfoText {
  if (overlay === 'saliency') {
    return {
      title: 'Saliency',
      help: 'How much the score of the class (its output before softmax) would change with each pixel: the gradient of the score by the image. Signed: more ink at a blue pixel raises the score, at an orange one lowers it.',
      equation: 'K. Simonyan and others, Deep Inside Convolutional Networks, 2013',
    }
  }
  if (overlay === 'occlusion') {
    const what = meaning.kind === 'value' ? 'the output' : 'the probability of the class'
    return {
      title: 'Occlusion',
      help: `A grey square (the mean of the training images) is laid over the image at every place, and the network asked again. Each pixel shows how ${what} changes with the square there: orange where it falls, so that what is hidden matters.`,
      equation:
        'M. Zeiler and R. Fergus, Visualizing and Understanding Convolutional Networks, 2014',
    }
  }
  return {
    title: 'Grad-CAM',
    help: `Where the maps of ${source ? camName(source) : 'the last layer'} speak for the class. Each map Aₖ is weighted with αₖ, the mean over its places of ${source?.way === 'before' ? 'the derivative of the score by the map before its activation (here A is that map)' : 'the derivative of the score by the map'}; what is negative counts as 0.`,
    equation: 'ReLU(Σ αₖ·Aₖ); R. Selvaraju and others, Grad-CAM, 2017',
  }
}

function camName({ layer }: CamSource): string {
  const number = Number(layer.name.split('/')[1]) + 1
  return `layer ${number} (${layerKinds[layer.kind].label.toLowerCase()}, ${shapeText(layer.shape)})`
}

function Legend({ signed, limit, caption }: { signed: boolean; limit: number; caption: string }) {
  const palette = usePalette()
  return (
    <div className={styles['legend']}>
      <div
        className={styles['ramp']}
        style={{ background: `linear-gradient(to right, ${stops(palette, signed)})` }}
      />
      <div className={styles['numbers']}>
        {(signed ? [-limit, 0, limit] : [0, limit]).map((value) => (
          <span key={value}>{formatTick(value)}</span>
        ))}
      </div>
      <div className={styles['what']}>{caption}</div>
    </div>
  )
}

const stops = (palette: Palette, signed: boolean): string =>
  (signed ? [-1, 0, 1] : [0, 1])
    .map((share) => css(overlayColour(palette, palette.paper, share)))
    .join()
