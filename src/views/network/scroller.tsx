import { ChevronDown, ChevronRight } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import type { CanvasSize } from '../shared/canvas'
import type { DiagramLayout } from './layout'
import styles from './scroller.module.css'

interface ScrollerProps {
  readonly element: RefObject<HTMLDivElement | null>
  /** Of the element. */
  readonly size: CanvasSize
  readonly layout: DiagramLayout
  readonly children: ReactNode
}

/** Less than this out of sight is only the margin. */
const SLACK = 8

/** All of a diagram, scrolled where it is larger than the room there is, with a sign where it goes on. */
export function Scroller({ element, size, layout, children }: ScrollerProps) {
  const [below, setBelow] = useState(false)
  const [right, setRight] = useState(false)
  const look = () => {
    const { current } = element
    if (!current) return
    setBelow(layout.height - current.scrollTop - size.height > SLACK)
    setRight(layout.width - current.scrollLeft - size.width > SLACK)
  }
  useEffect(look, [element, layout, size])
  return (
    <div className={styles['frame']}>
      <div className={styles['scroller']} ref={element} onScroll={look}>
        {size.width > 0 && (
          <div className={styles['content']} style={{ width: layout.width, height: layout.height }}>
            {children}
          </div>
        )}
      </div>
      {below && (
        <div className={styles['below']} aria-hidden="true">
          <ChevronDown />
        </div>
      )}
      {right && (
        <div className={styles['right']} aria-hidden="true">
          <ChevronRight />
        </div>
      )}
    </div>
  )
}
