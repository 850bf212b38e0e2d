package io.spillway.functions.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.Ids;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Spillway's own keys. Each belongs to a named person, for the audit trail. A name may have several
 * keys, so that keys can be rotated, and several roles. Only digests are kept in memory; keys are
 * never exposed.
 */
public final class Keys {

  /** Minimum length of a key, in characters. */
  public static final int MIN_LENGTH = 32;

  /** Maximum length of a key, in characters. */
  public static final int MAX_LENGTH = 256;

  /** Maximum number of streams to which a key can be limited. */
  public static final int MAX_STREAMS = 50;

  private static final String ADVICE = "generate one with openssl rand -hex 32";

  /** Maximum number of keys for one role. */
  public static final int MAX_KEYS = 100;

  public static final Keys NONE = new Keys(List.of());

  private static final Pattern PAIR =
      Pattern.compile(
          "(?<name>[A-Za-z0-9][A-Za-z0-9._@-]{0,63})(?:\\[(?<streams>[^\\[\\]]{0,13000})])?"
              + ":(?<key>[A-Za-z0-9._~+/=-]{32,256})");

  private final List<Key> all;

  private Keys(List<Key> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Returns these keys and those of a list, for a role.
   *
   * @param list {@code name:key} pairs, separated by commas or white space. A name has 1 to 64
   *     letters, digits, dots, underscores, hyphens and at signs; a key has {@value #MIN_LENGTH} to
   *     {@value #MAX_LENGTH} of the characters of a bearer token and must not be guessable. A
   *     person's key may be limited to at most {@value #MAX_STREAMS} streams: {@code
   *     name[stream;stream]:key}.
   * @throws IllegalArgumentException for an invalid pair; the message names the pair and the rule
   *     but contains no key
   */
  public Keys with(Role role, String list) {
    String[] pairs = list.strip().split("[,\\s]+", -1);
    if (pairs.length > MAX_KEYS) {
      throw new IllegalArgumentException("may have at most " + MAX_KEYS + " keys");
    }
    List<Key> keys = new ArrayList<>(all);
    for (int i = 0; i < pairs.length; i++) {
      Key key = key(role, pairs[i], i + 1);
      if (keys.stream().anyMatch(key::isSomebodyElses)) {
        throw new IllegalArgumentException("pair " + (i + 1) + " has the key of another name");
      }
      if (keys.stream().anyMatch(key::isForOtherStreams)) {
        throw new IllegalArgumentException(
            "pair " + (i + 1) + " has a key that another pair limits to other streams");
      }
      keys.add(key);
    }
    return new Keys(keys);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns whether a key for this role exists. */
  boolean offer(Role role) {
    return all.stream().anyMatch(key -> key.role() == role);
  }

  /** Returns the owner of a key. Constant time: every digest is compared in full. */
  Caller owner(String key) {
    String digest = digest(key);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    String name = "";
    Set<String> streams = null;
    for (Key candidate : all) {
      if (MessageDigest.isEqual(candidate.digest().getBytes(UTF_8), digest.getBytes(UTF_8))) {
        name = candidate.name();
        streams = candidate.streams();
        roles.add(candidate.role());
      }
    }
    return roles.isEmpty()
        ? Caller.stranger(Caller.Proof.WRONG)
        : new Caller(name, roles, Caller.Proof.GIVEN, streams);
  }

  private static Key key(Role role, String pair, int number) {
    Matcher matcher = PAIR.matcher(pair);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "pair "
              + number
              + " must be name:key or name[stream;stream]:key; a name has 1 to 64 letters, digits, dots, underscores, hyphens"
              + " and at signs; a key has "
              + MIN_LENGTH
              + " to "
              + MAX_LENGTH
              + " characters of a bearer token");
    }
    String weakness = KeyStrength.weakness(matcher.group("key"));
    if (weakness != null) {
      throw new IllegalArgumentException(
          "pair " + number + " has a guessable key: it " + weakness + "; " + ADVICE);
    }
    Set<String> streams = streams(role, matcher.group("streams"), number);
    return new Key(matcher.group("name"), role, digest(matcher.group("key")), streams);
  }

  private static @Nullable Set<String> streams(Role role, @Nullable String list, int number) {
    if (list == null) {
      return null;
    }
    List<String> streams = List.of(list.split(";", -1));
    if (role == Role.APP) {
      throw new IllegalArgumentException(
          "pair " + number + " is for an app; only keys of people can be limited to streams");
    }
    if (streams.size() > MAX_STREAMS || !streams.stream().allMatch(Ids::isValid)) {
      throw new IllegalArgumentException(
          "pair " + number + " must have 1 to " + MAX_STREAMS + " ids of streams in its brackets");
    }
    return Set.copyOf(streams);
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

  private record Key(String name, Role role, String digest, @Nullable Set<String> streams) {

    boolean isSomebodyElses(Key other) {
      return digest.equals(other.digest) && !name.equals(other.name);
    }

    boolean isForOtherStreams(Key other) {
      return digest.equals(other.digest) && !Objects.equals(streams, other.streams);
    }
  }
}
