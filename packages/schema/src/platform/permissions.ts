/** Roles of staff. What an actor may do is role × permission, and for rows also the scope of the post. */
export const roles = ['administrator', 'analyst', 'officer', 'communications', 'secretary', 'programmes'] as const
export type Role = (typeof roles)[number]

/**
 * Every permission that an endpoint may ask for, with the staff roles that hold it.
 * - `public`: anybody.
 * - `record.self`: a registrant, about the own record only.
 * - `development`: nobody but a development server on loopback.
 * - `metrics`: loopback or a holder of the metrics token.
 */
export const permissions = {
  public: [],
  development: [],
  metrics: [],
  'record.self': [],
  'staff.self': roles,
  'staff.read': ['administrator'],
  'staff.write': ['administrator'],
  'post.read': roles,
  'post.write': ['administrator'],
  'client.read': ['administrator'],
  'client.write': ['administrator'],
  'webhook.read': ['administrator'],
  'webhook.write': ['administrator'],
  'registrant.read': ['officer'],
  'registrant.write': ['officer'],
  'registrant.export': ['officer'],
  'helper.read': ['officer'],
  'helper.write': ['officer'],
  // A report may be about a post, so no post reads it.
  'chargeReport.read': ['administrator'],
  'chargeReport.write': ['administrator'],
  'statistics.read': roles,
  // What each sees of a thread is cut down to what the role may read.
  'thread.read': ['secretary', 'analyst', 'administrator', 'communications', 'programmes'],
  'thread.write': ['secretary', 'communications', 'programmes'],
  'campaign.read': ['communications', 'analyst', 'administrator'],
  'campaign.write': ['communications'],
  'mailing.read': ['communications', 'administrator'],
  'mailing.write': ['communications'],
  'mailing.approve': ['communications', 'administrator'],
  'announcement.read': ['communications', 'administrator'],
  'announcement.write': ['communications'],
  'announcement.publish': ['communications', 'administrator'],
  'commitment.read': ['communications', 'secretary', 'administrator'],
  'commitment.write': ['communications', 'secretary'],
  'commitment.publish': ['communications', 'secretary', 'administrator'],
  'committee.read': ['secretary', 'analyst', 'administrator', 'communications', 'programmes'],
  'committee.write': ['secretary'],
  'programme.read': ['programmes', 'administrator'],
  'programme.write': ['programmes'],
  'tour.read': ['secretary', 'analyst', 'administrator', 'communications', 'programmes'],
  'tour.write': ['secretary', 'programmes'],
  'strategy.read': ['secretary', 'analyst', 'administrator', 'communications', 'programmes'],
  'strategy.write': ['secretary', 'programmes'],
  'question.read': ['officer', 'communications'],
  'question.write': ['officer', 'communications'],
  'alert.read': ['officer', 'communications'],
  'alert.write': ['officer', 'communications'],
  // Who asks for help, by name: the post that serves them.
  'alert.people': ['officer']
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof permissions

/** May somebody with this role use an endpoint that asks for this permission? */
export const isAllowed = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role)

/** The permissions that a role holds. */
export const permissionsOf = (role: Role): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) => isAllowed(role, permission))
