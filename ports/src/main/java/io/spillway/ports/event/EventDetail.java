package io.spillway.ports.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.spillway.ports.StorableText;
import io.spillway.ports.TextLength;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Type of an event with its type-specific fields. */
public sealed interface EventDetail {

  /** {@return the type} */
  EventType kind();

  /** {@return the values of the type's fields, which {@link EventType#detail} converts back} */
  EventFields values();

  /**
   * {@return the amount of money, which totals add up instead of counting the event; empty for most
   * types}
   */
  default Optional<Money> given() {
    return Optional.empty();
  }

  /** {@return the number that the event adds to its type's total; 1 for most types} */
  default long quantity() {
    return 1;
  }

  /** A new follower of the stream. */
  record Follow() implements EventDetail {
    @Override
    public EventType kind() {
      return EventType.FOLLOW;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE;
    }
  }

  /**
   * A subscription to the stream.
   *
   * @param tier the tier's name on the site, 1 to {@value #MAX_TIER_LENGTH} characters by {@link
   *     TextLength}
   * @param months the total number of months, 1 to {@value #MAX_MONTHS}
   */
  record Subscription(String tier, int months) implements EventDetail {
    /** Maximum number of months: a hundred years. */
    public static final int MAX_MONTHS = 1_200;

    /** Maximum length of a tier's name, in extended grapheme clusters. */
    public static final int MAX_TIER_LENGTH = 32;

    public Subscription {
      requireTier(tier);
      if (months < 1 || months > MAX_MONTHS) {
        throw new IllegalArgumentException("months must be 1 to 1200: " + months);
      }
    }

    @Override
    public EventType kind() {
      return EventType.SUBSCRIPTION;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE.with(EventField.TIER, tier).with(EventField.MONTHS, months);
    }
  }

  /**
   * Subscriptions given to viewers of the stream.
   *
   * @param tier the tier's name, as of a {@link Subscription}
   * @param count the number of subscriptions, 1 to {@value #MAX_COUNT}
   * @param anonymous whether the giver is anonymous; the actor is then {@link
   *     StreamEvent#ANONYMOUS}
   */
  record Gift(String tier, int count, boolean anonymous) implements EventDetail {
    /** Maximum number of subscriptions of a gift. */
    public static final int MAX_COUNT = 100_000;

    public Gift {
      requireTier(tier);
      requireRange("count", count, MAX_COUNT);
    }

    @Override
    public EventType kind() {
      return EventType.GIFT;
    }

    @Override
    public long quantity() {
      return count;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE
          .with(EventField.TIER, tier)
          .with(EventField.COUNT, count)
          .with(EventField.ANONYMOUS, anonymous);
    }
  }

  /**
   * A cheer: bits, a site's own currency, given to the stream.
   *
   * @param bits the number of bits, 1 to {@value #MAX_BITS}
   * @param anonymous whether the giver is anonymous; the actor is then {@link
   *     StreamEvent#ANONYMOUS}
   */
  record Cheer(int bits, boolean anonymous) implements EventDetail {
    /** Maximum number of bits of a cheer. */
    public static final int MAX_BITS = 10_000_000;

    public Cheer {
      requireRange("bits", bits, MAX_BITS);
    }

    @Override
    public EventType kind() {
      return EventType.CHEER;
    }

    @Override
    public long quantity() {
      return bits;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE.with(EventField.BITS, bits).with(EventField.ANONYMOUS, anonymous);
    }
  }

  /**
   * A donation of money.
   *
   * @param money the amount
   * @param message the text that the donor sent along, 1 to {@value #MAX_MESSAGE_LENGTH} characters
   *     by {@link TextLength}; unmoderated, so it is not to be shown as it is; null for none
   */
  record Donation(Money money, @Nullable String message) implements EventDetail {
    /** Maximum length of a message, in extended grapheme clusters: that of a chat message. */
    public static final int MAX_MESSAGE_LENGTH = 500;

    public Donation {
      requireNonNull(money, "money");
      if (message != null
          && (message.isBlank() || TextLength.problem(message, MAX_MESSAGE_LENGTH) != null)) {
        throw new IllegalArgumentException("message must have 1 to 500 characters");
      }
    }

    /**
     * Creates a donation without a message.
     *
     * @param money {@link #money()}
     */
    public Donation(Money money) {
      this(money, null);
    }

    @Override
    public EventType kind() {
      return EventType.DONATION;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE
          .with(EventField.AMOUNT, money.amount())
          .with(EventField.CURRENCY, money.currency().getCurrencyCode())
          .with(EventField.MESSAGE, message);
    }

    @Override
    public Optional<Money> given() {
      return Optional.of(money);
    }

    /** Contains the amount, but not the message. */
    @Override
    public String toString() {
      return "Donation[" + money + (message == null ? "]" : ", with a message]");
    }
  }

  /**
   * The reversal of an earlier or later event on the same stream, such as a refund, a chargeback or
   * an unfollow: undoes what that event added to the totals, once. The reversal of a reversal has
   * no effect.
   *
   * @param source the source of the event that it undoes
   * @param eventId the id of the event that it undoes
   * @param reason the reason, such as {@code refund}; 1 to {@value #MAX_REASON_LENGTH} characters
   *     by {@link TextLength}; null if unknown
   */
  record Reversal(String source, String eventId, @Nullable String reason) implements EventDetail {
    /** Maximum length of a reason, in extended grapheme clusters. */
    public static final int MAX_REASON_LENGTH = 200;

    public Reversal {
      String problem = StreamEvent.sourceProblem(source);
      if (problem != null) {
        throw new IllegalArgumentException("reverses.source " + problem);
      }
      problem = StreamEvent.idProblem(eventId);
      if (problem != null) {
        throw new IllegalArgumentException("reverses.id " + problem);
      }
      if (reason != null
          && (reason.isBlank() || TextLength.problem(reason, MAX_REASON_LENGTH) != null)) {
        throw new IllegalArgumentException("reason must have 1 to 200 characters");
      }
    }

    /** {@return the key of the event that it undoes} */
    public String reversedKey() {
      return StreamEvent.key(source, eventId);
    }

    @Override
    public EventType kind() {
      return EventType.REVERSAL;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE
          .with(EventField.REVERSES_SOURCE, source)
          .with(EventField.REVERSES_ID, eventId)
          .with(EventField.REASON, reason);
    }

    /** Identifies the reversed event without the reason. */
    @Override
    public String toString() {
      return "Reversal[" + reversedKey() + "]";
    }
  }

  /**
   * A raid: another stream sent its viewers.
   *
   * @param viewers the number of viewers, 0 to {@value #MAX_VIEWERS}
   */
  record Raid(int viewers) implements EventDetail {
    /** Maximum number of viewers of a raid. */
    public static final int MAX_VIEWERS = 10_000_000;

    public Raid {
      if (viewers < 0 || viewers > MAX_VIEWERS) {
        throw new IllegalArgumentException("viewers must be 0 to 10000000: " + viewers);
      }
    }

    @Override
    public EventType kind() {
      return EventType.RAID;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE.with(EventField.VIEWERS, viewers);
    }
  }

  /**
   * An event of a custom type. The types of one stream are counted by name up to {@link
   * StreamTotals#MAX_CUSTOM_TYPES}.
   *
   * @param type the type's name: {@value #TYPE_FORM}; a name with a dot never conflicts with a
   *     future built-in type
   * @param fields at most {@value #MAX_FIELDS} texts by key, sorted by key, with at most {@value
   *     #MAX_BYTES} bytes of keys and values in UTF-8
   */
  record Custom(String type, Map<String, String> fields) implements EventDetail {
    /** Maximum number of fields. */
    public static final int MAX_FIELDS = 20;

    /** Maximum size of all keys and values, in bytes of UTF-8. */
    public static final int MAX_BYTES = 4_096;

    /** Description of the format of a type's name, for error messages. */
    public static final String TYPE_FORM =
        "1 to 40 lower-case letters, digits, dots or hyphens, beginning with a letter";

    /** Description of the format of a field's key, for error messages. */
    public static final String KEY_FORM =
        "1 to 40 letters, digits, dots, underscores or hyphens, beginning with a letter";

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9.-]{0,39}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,39}");

    public Custom {
      // A built-in name is accepted here, because it may be newer than a stored event.
      if (!TYPE.matcher(type).matches() || type.equals(StreamTotals.OTHER)) {
        throw new IllegalArgumentException("type " + typeProblem(type));
      }
      fields = Collections.unmodifiableMap(new TreeMap<>(fields));
      checkFields(
          fields,
          (field, must) -> {
            throw new IllegalArgumentException(field + " " + must);
          });
    }

    /**
     * {@return the violated rule for a type's name, phrased to follow a field's name; null if the
     * name is valid}
     *
     * @param type any text
     */
    public static @Nullable String typeProblem(String type) {
      if (!TYPE.matcher(type).matches()) {
        return "must be " + TYPE_FORM;
      }
      boolean taken = type.equals(StreamTotals.OTHER) || EventType.named(type).isPresent();
      return taken ? "must not be " + StreamTotals.OTHER + " or a built-in type" : null;
    }

    /**
     * Checks the fields of a custom event.
     *
     * @param fields any texts by key
     * @param problem receives each violated rule: {@code fields} or {@code fields.KEY}, and the
     *     rule
     */
    public static void checkFields(Map<String, String> fields, BiConsumer<String, String> problem) {
      if (fields.size() > MAX_FIELDS) {
        problem.accept("fields", "must be at most " + MAX_FIELDS);
        return;
      }
      if (!fields.keySet().stream().allMatch(key -> KEY.matcher(key).matches())) {
        problem.accept("fields", "must have keys of " + KEY_FORM);
        return;
      }
      long bytes = 0;
      for (Map.Entry<String, String> field : fields.entrySet()) {
        String broken = StorableText.problem(field.getValue());
        if (broken != null) {
          problem.accept("fields." + field.getKey(), broken);
        }
        bytes += field.getKey().length() + field.getValue().getBytes(UTF_8).length;
      }
      if (bytes > MAX_BYTES) {
        problem.accept("fields", "must have at most " + MAX_BYTES + " bytes in UTF-8");
      }
    }

    @Override
    public EventType kind() {
      return EventType.CUSTOM;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE.with(EventField.NAME, type).withCustom(fields);
    }

    /** Contains the type and the number of fields, but no values. */
    @Override
    public String toString() {
      return "Custom[" + type + ", " + fields.size() + " fields]";
    }
  }

  private static void requireTier(String tier) {
    if (tier.isBlank() || TextLength.problem(tier, Subscription.MAX_TIER_LENGTH) != null) {
      throw new IllegalArgumentException("tier must have 1 to 32 characters");
    }
  }

  private static void requireRange(String field, int number, int max) {
    if (number < 1 || number > max) {
      throw new IllegalArgumentException(field + " must be 1 to " + max + ": " + number);
    }
  }
}
