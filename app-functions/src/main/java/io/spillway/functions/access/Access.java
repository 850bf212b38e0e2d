package io.spillway.functions.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * By what moderators and operators are known.
 *
 * @param platformAuthentication whether App Service authentication stands before the app. Only then
 *     are its headers believed: without it any caller can write them.
 * @param keys the keys of our own
 * @param tenants ids of the Entra ID tenants whose sign-ins count, in lower case; without any, a
 *     sign-in gives no role
 */
public record Access(boolean platformAuthentication, Keys keys, Set<String> tenants) {

  /** Setting with the tenants. */
  public static final String TENANT = "SPILLWAY_AUTH_TENANT";

  /** Most tenants. */
  public static final int MAX_TENANTS = 10;

  private static final Pattern TENANT_ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public Access {
    tenants = Set.copyOf(tenants);
  }

  /** Access by keys, and by the platform's sign-in for nobody. */
  public Access(boolean platformAuthentication, Keys keys) {
    this(platformAuthentication, keys, Set.of());
  }

  /** Nobody is known. */
  public static final Access NONE = new Access(false, Keys.NONE);

  /** The setting that holds the keys for a role. */
  public static String setting(Role role) {
    return "SPILLWAY_" + (role == Role.APP ? "FUNCTION" : role.name()) + "_KEYS";
  }

  /**
   * The tenants in a setting.
   *
   * @param list 1 to {@value #MAX_TENANTS} tenant ids with commas or white space between them
   * @throws IllegalArgumentException for anything else
   */
  public static Set<String> tenants(String list) {
    List<String> ids = List.of(list.strip().toLowerCase(Locale.ROOT).split("[,\\s]+"));
    if (ids.size() > MAX_TENANTS || !ids.stream().allMatch(TENANT_ID.asMatchPredicate())) {
      throw new IllegalArgumentException(
          "must be 1 to "
              + MAX_TENANTS
              + " ids of Entra ID tenants, such as 72f988bf-86f1-41af-91ab-2d7cd011db47");
    }
    return Set.copyOf(ids);
  }

  /** True if a sign-in by the platform can give roles. */
  boolean bySignIn() {
    return platformAuthentication && !tenants.isEmpty();
  }

  /** Whether anyone can have this role. */
  boolean offers(Role role) {
    return keys.offer(role) || (bySignIn() && role != Role.APP);
  }
}
