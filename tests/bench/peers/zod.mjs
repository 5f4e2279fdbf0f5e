// zod, a schema by hand: checks and copies, but canonicalises nothing.
import { reading } from '../documents/ours.js'

export const contestant = async () => {
  const { z } = await import(['zod'].join(''))
  const address = z.string().regex(/^(sips?|tel):[^\s<>"]+$/i)
  const instant = z.iso.datetime({ offset: true })
  const kind = z.enum(['pager', 'large', 'notification', 'system'])
  const range = z.string().regex(/^[^/]+\/[^/]+$/)
  const count = z.number().int().min(0)
  const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
  const schedule = z.object({
    zone: z.string(),
    days: z.array(weekday).optional(),
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  const during = z.object({
    schedules: z.array(schedule).optional(),
    from: instant.optional(),
    until: instant.optional(),
  })
  const shared = {
    kinds: z.array(kind).optional(),
    contentTypes: z.array(range).optional(),
    largerThan: count.optional(),
    smallerThan: count.optional(),
    during: during.optional(),
  }
  const when = z.object({
    ...shared,
    originator: z
      .object({
        one: z.array(address).optional(),
        domains: z.array(z.string()).optional(),
        except: z.array(z.string()).optional(),
      })
      .optional(),
    undisclosed: z.boolean().optional(),
    subjectContains: z.array(z.string()).optional(),
    sphere: z.array(z.string()).optional(),
    registered: z.boolean().optional(),
  })
  const plain = ['reject', 'interwork', 'store', 'defer'].map((action) => z.object({ action: z.literal(action) }))
  const handling = z.discriminatedUnion('action', [
    ...plain,
    z.object({ action: z.literal('forward'), to: address }),
    z.object({
      action: z.literal('deliver'),
      breakthrough: z.boolean().optional(),
      silence: z.boolean().optional(),
    }),
  ])
  const request = z.object({
    message: z.object({
      entryId: z.string().min(1),
      messageId: z.string().optional(),
      correlation: z.string().optional(),
      kind,
      conversationId: z.string().optional(),
      contributionId: z.string().optional(),
      originator: z.object({
        address: address.optional(),
        displayName: z.string().optional(),
        undisclosed: z.boolean().optional(),
      }),
      recipient: address,
      subject: z.string().optional(),
      date: instant.optional(),
      receivedAt: instant,
      expiresAt: instant.optional(),
      size: count,
      contentType: z.string().optional(),
      notificationsRequested: z
        .array(z.enum(['positive-delivery', 'negative-delivery', 'processing', 'display']))
        .optional(),
    }),
    recipient: z.object({
      preferences: z
        .object({
          owner: address,
          // biome-ignore lint/suspicious/noThenProperty: the form has this name
          rules: z.array(z.object({ id: z.string(), when: when.optional(), then: handling })).optional(),
          otherwise: handling.optional(),
          doNotDisturb: z
            .object({
              on: z.boolean().optional(),
              until: instant.optional(),
              schedules: z.array(schedule).optional(),
            })
            .optional(),
          recordIncoming: z.boolean().optional(),
          devices: z.record(z.string(), z.object({ ...shared, deliver: z.boolean().optional() })).optional(),
          deferred: z
            .object({
              option: z.enum(['notify', 'push', 'store']).optional(),
              onExpiry: z.enum(['discard', 'store']).optional(),
            })
            .optional(),
        })
        .optional(),
      clients: z
        .array(
          z.object({
            deviceId: z.string().min(1),
            contact: z.string().optional(),
            registered: z.boolean(),
            registeredAt: instant.optional(),
            services: z.array(z.string()).optional(),
            connectivity: z.enum(['reachable', 'limited', 'unreachable']).optional(),
            capabilities: z.object({ contentTypes: z.array(range).optional(), maxSize: count.optional() }).optional(),
          }),
        )
        .optional(),
      sphere: z.array(z.string()).optional(),
      waiting: count.optional(),
    }),
    now: instant,
  })
  return reading((text) => request.safeParse(JSON.parse(text)).success)
}
