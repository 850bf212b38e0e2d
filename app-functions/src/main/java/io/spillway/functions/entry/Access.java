package io.spillway.functions.entry;

/**
 * By what moderators and operators are known.
 *
 * @param platformAuthentication whether App Service authentication stands before the app. Only then
 *     are its headers believed: without it any caller can write them.
 * @param keys the keys of our own
 */
public record Access(boolean platformAuthentication, Keys keys) {

  /** Nobody is known. */
  public static final Access NONE = new Access(false, Keys.NONE);

  /** The setting that holds the keys for a role. */
  public static String setting(Role role) {
    return "SPILLWAY_" + (role == Role.APP ? "FUNCTION" : role.name()) + "_KEYS";
  }

  /** Whether anyone can have this role. */
  boolean offers(Role role) {
    return keys.offer(role) || (platformAuthentication && role != Role.APP);
  }
}
