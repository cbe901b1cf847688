import { describe, expect, it } from 'vitest'
import { commands, keyText } from './commands'
import { keepsKey } from './keyboard'

describe('the table of commands', () => {
  it('binds every key once', () => {
    const keys = commands.flatMap((command) => command.keys)
    expect(new Set(keys).size).toBe(keys.length)
  })
  it('names every command once', () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
  })
  it('writes keys as people do', () => {
    expect(keyText('$mod+Shift+z', false)).toBe('Ctrl ⇧ Z')
    expect(keyText('$mod+Shift+z', true)).toBe('⌘ ⇧ Z')
    expect(keyText('Shift+?', false)).toBe('?')
    expect(keyText('Shift+ArrowRight', false)).toBe('⇧ →')
    expect(keyText('ArrowLeft', false)).toBe('←')
  })
})

describe('elements keep their keys', () => {
  it('leaves typing alone', () => {
    for (const key of ['r', ' ', 'z', 'ArrowRight', '?']) {
      expect(keepsKey({ tag: 'INPUT', type: 'text' }, key)).toBe(true)
      expect(keepsKey({ tag: 'SELECT' }, key)).toBe(true)
      expect(keepsKey({ tag: 'DIV', editable: true }, key)).toBe(true)
    }
  })
  it('lets Space press a focused button, and letters pass', () => {
    expect(keepsKey({ tag: 'BUTTON' }, ' ')).toBe(true)
    expect(keepsKey({ tag: 'BUTTON' }, 'r')).toBe(false)
    expect(keepsKey({ tag: 'G', role: 'button' }, ' ')).toBe(true)
  })
  it('lets Space train after a data set was chosen, and tick a focused box', () => {
    expect(keepsKey({ tag: 'INPUT', type: 'radio' }, ' ')).toBe(false)
    expect(keepsKey({ tag: 'INPUT', type: 'checkbox' }, ' ')).toBe(true)
  })
  it('lets arrows move sliders, tabs and separators', () => {
    expect(keepsKey({ tag: 'INPUT', type: 'range' }, 'ArrowRight')).toBe(true)
    expect(keepsKey({ tag: 'INPUT', type: 'range' }, 't')).toBe(false)
    expect(keepsKey({ tag: 'BUTTON', role: 'tab' }, 'ArrowRight')).toBe(true)
    expect(keepsKey({ tag: 'DIV', role: 'separator' }, 'ArrowRight')).toBe(true)
  })
  it('lets a region that scrolls keep neither Space nor arrows', () => {
    expect(keepsKey({ tag: 'DIV', role: 'tabpanel' }, ' ')).toBe(false)
    expect(keepsKey({ tag: 'DIV', role: 'tabpanel' }, 'ArrowLeft')).toBe(false)
  })
  it('gives the rest to the shortcuts', () => {
    expect(keepsKey({ tag: 'BODY' }, ' ')).toBe(false)
    expect(keepsKey({ tag: 'BUTTON' }, 'ArrowRight')).toBe(false)
  })
})
