import type { Page } from 'playwright-core'

/**
 * What a person with a small screen, large letters or an unsteady hand would meet: sideways scrolling, parts that stick out of
 * the window, targets below 44 by 44 px, boxes that iOS zooms into. Empty where nothing is wrong.
 */
export function measurePage(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const TARGET_PX = 44
    const INPUT_FONT_PX = 16
    /** Rounding, and the bar of a window that has one. */
    const TOLERANCE_PX = 1
    const shownName = (element: Element) =>
      `${element.localName} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`
    const isShown = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.sr-only') === null
    const dialogs = [...document.querySelectorAll('dialog[open]')]
    const root = dialogs.at(-1) ?? document.body
    const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)].filter(isShown)

    /** Within a part that scrolls sideways or cuts with an ellipsis by intent. */
    const isInScroller = (element: Element): boolean => {
      const parent = element.parentElement
      if (parent === null) return false
      const { overflowX } = getComputedStyle(parent)
      return overflowX !== 'visible' || isInScroller(parent)
    }

    // The page below a dialog stands still.
    const scrollers = dialogs.length > 0 ? dialogs : [document.documentElement]
    const wide = scrollers.flatMap((element) => {
      const over = element.scrollWidth - element.clientWidth
      return over > TOLERANCE_PX ? [`scrolls sideways by ${over} px: ${element.localName}`] : []
    })

    const out = all('button, a, input, select, textarea, p, h1, h2, h3, label, li, img, dt, dd').flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      const isOut = left < -TOLERANCE_PX || right > document.documentElement.clientWidth + TOLERANCE_PX
      return width > 0 && isOut && !isInScroller(element) ? [`sticks out: ${shownName(element)}`] : []
    })

    const cut = all('button, label, h1, h2, h3').flatMap((element) => {
      const { overflow, textOverflow } = getComputedStyle(element)
      const isCut = element.scrollWidth > element.clientWidth + TOLERANCE_PX && overflow !== 'visible'
      const isHidden = element.clientWidth <= 1
      return isCut && !isHidden && textOverflow !== 'ellipsis' ? [`is cut: ${shownName(element)}`] : []
    })

    const targets = all('button, a[href], input:not([type=hidden]), select, textarea, summary').flatMap((element) => {
      // A link in running text is as high as its line; what is pressed of a checkbox is its label.
      if (element.localName === 'a' && getComputedStyle(element).display === 'inline') return []
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
      // A label that lies over the whole card of its checkbox.
      const cards = labels.flatMap((label) => {
        const isOver = getComputedStyle(label, '::after').position === 'absolute'
        return isOver ? [element.offsetParent ?? label] : []
      })
      const boxes = [element, ...labels, ...cards].map((each) => each.getBoundingClientRect())
      const isLarge = boxes.some(({ width, height }) => width >= TARGET_PX - 0.5 && height >= TARGET_PX - 0.5)
      const [{ width, height } = { width: 0, height: 0 }] = boxes
      return isLarge ? [] : [`is ${Math.round(width)} by ${Math.round(height)} px: ${shownName(element)}`]
    })

    const inputs = all('input:not([type=checkbox], [type=radio], [type=range]), textarea, select').flatMap(
      (element) => {
        const size = Number.parseFloat(getComputedStyle(element).fontSize)
        return size < INPUT_FONT_PX ? [`has letters of ${size} px: ${shownName(element)}`] : []
      },
    )
    return [...wide, ...out, ...cut, ...targets, ...inputs]
  })
}
