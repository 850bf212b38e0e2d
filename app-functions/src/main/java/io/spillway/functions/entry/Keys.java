package io.spillway.functions.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys of our own. Each belongs to somebody by name, so that the audit trail has a person; the same
 * name may have several, so that one can take over from another, and may have them for several
 * roles. Only digests are held, and nothing shows them.
 */
public final class Keys {

  /** Shortest key, in characters. */
  public static final int MIN_LENGTH = 32;

  /** Longest key, in characters. */
  public static final int MAX_LENGTH = 256;

  /** Most keys for one role. */
  public static final int MAX_KEYS = 100;

  public static final Keys NONE = new Keys(List.of());

  private static final Pattern PAIR =
      Pattern.compile(
          "(?<name>[A-Za-z0-9][A-Za-z0-9._@-]{0,63}):(?<key>[A-Za-z0-9._~+/=-]{32,256})");

  private final List<Key> all;

  private Keys(List<Key> all) {
    this.all = List.copyOf(all);
  }

  /**
   * These keys and more for a role.
   *
   * @param list {@code name:key} pairs with commas or white space between them. A name has 1 to 64
   *     letters, digits, dots, underscores, hyphens and at signs; a key has {@value #MIN_LENGTH} to
   *     {@value #MAX_LENGTH} of the characters that a bearer token may have.
   * @throws IllegalArgumentException that tells what is wrong with which pair, but shows no key
   */
  public Keys with(Role role, String list) {
    String[] pairs = list.strip().split("[,\\s]+", -1);
    if (pairs.length > MAX_KEYS) {
      throw new IllegalArgumentException("may hold at most " + MAX_KEYS + " keys");
    }
    List<Key> keys = new ArrayList<>(all);
    for (int i = 0; i < pairs.length; i++) {
      Key key = key(role, pairs[i], i + 1);
      if (keys.stream().anyMatch(key::isSomebodyElses)) {
        throw new IllegalArgumentException("pair " + (i + 1) + " has the key of another name");
      }
      keys.add(key);
    }
    return new Keys(keys);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether there is a key for this role. */
  boolean offer(Role role) {
    return all.stream().anyMatch(key -> key.role() == role);
  }

  /**
   * Who has this key. Takes as long for one key as for another: every digest is looked at, each to
   * its end.
   */
  Caller owner(String key) {
    String digest = digest(key);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    String name = "";
    for (Key candidate : all) {
      if (MessageDigest.isEqual(candidate.digest().getBytes(UTF_8), digest.getBytes(UTF_8))) {
        name = candidate.name();
        roles.add(candidate.role());
      }
    }
    return roles.isEmpty() ? Caller.stranger(Caller.Proof.WRONG) : new Caller(name, roles);
  }

  private static Key key(Role role, String pair, int number) {
    Matcher matcher = PAIR.matcher(pair);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "pair "
              + number
              + " must be name:key; a name has 1 to 64 letters, digits, dots, underscores, hyphens"
              + " and at signs; a key has "
              + MIN_LENGTH
              + " to "
              + MAX_LENGTH
              + " characters of a bearer token");
    }
    return new Key(matcher.group("name"), role, digest(matcher.group("key")));
  }

  private static String digest(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Keys keys && all.equals(keys.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  @Override
  public String toString() {
    return "Keys[" + all.size() + "]";
  }

  private record Key(String name, Role role, String digest) {

    boolean isSomebodyElses(Key other) {
      return digest.equals(other.digest) && !name.equals(other.name);
    }
  }
}
