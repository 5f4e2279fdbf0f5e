import { encode, UserPreferencesCodec, writePolicy } from 'cpm-routing/wire'
import { byId } from './byId.js'
import { fieldOf, situationShown } from './fields.js'
import { jsonText } from './jsonText.js'
import { isXml, readSituation } from './readSituation.js'

/** The button that writes the preferences in their other form: JSON as XML, XML as JSON. */
export const offerForms = (show: () => void): void =>
  byId('other-form', HTMLButtonElement).addEventListener('click', () => {
    const field = fieldOf('preferences')
    const preferences = readSituation(situationShown()).request?.recipient.preferences
    if (preferences !== undefined) {
      field.value = isXml(field.value)
        ? jsonText(encode(UserPreferencesCodec)(preferences))
        : new TextDecoder().decode(writePolicy(preferences))
      show()
    }
  })
