/**
 * The users that the servers of a topology know where nobody comes in without a name; the default user is off.
 * `admin` is this extension, and whoever looks after the topology; `app` is for programs; as `replication` a replica
 * comes to its master, as `sentinel` a sentinel to data nodes and to other sentinels.
 */
export const USER_NAMES = ['admin', 'app', 'replication', 'sentinel'] as const;
export type UserName = (typeof USER_NAMES)[number];

/** Each user's password. */
export type UserPasswords = Readonly<Record<UserName, string>>;

/** What the user `app` may do. */
export const APP_RIGHTS = ['full', 'readWrite', 'readOnly'] as const;
export type AppRights = (typeof APP_RIGHTS)[number];

/** What programs need, and no more. */
export const USUAL_RIGHTS: AppRights = 'readWrite';
