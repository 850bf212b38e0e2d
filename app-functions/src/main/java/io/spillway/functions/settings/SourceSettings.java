package io.spillway.functions.settings;

import io.spillway.ports.source.EventSource;
import io.spillway.wire.source.KofiWebhooks;
import io.spillway.wire.source.TwitchEventSub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Platforms whose webhooks become events. A source without settings is off.
 *
 * <p>Twitch: {@code SPILLWAY_TWITCH_SECRETS} (secrets, separated by white space) and {@code
 * SPILLWAY_TWITCH_CHANNELS}, the stream by numeric user id, such as {@code 12345=main, 777=second}.
 *
 * <p>Ko-fi: {@code SPILLWAY_KOFI_STREAMS} (secrets), the stream by verification token, such as
 * {@code TOKEN=main}.
 *
 * @param twitch Twitch EventSub; null if it is off
 * @param kofi Ko-fi; null if it is off
 */
public record SourceSettings(@Nullable TwitchEventSub twitch, @Nullable KofiWebhooks kofi) {

  /** No sources. */
  public static final SourceSettings NONE = new SourceSettings(null, null);

  private static final String TWITCH_SECRETS = "SPILLWAY_TWITCH_SECRETS";
  private static final String TWITCH_CHANNELS = "SPILLWAY_TWITCH_CHANNELS";
  private static final String KOFI_STREAMS = "SPILLWAY_KOFI_STREAMS";

  static SourceSettings read(SettingsReader reader) {
    return new SourceSettings(twitch(reader), kofi(reader));
  }

  /** Returns the sources that are on. */
  public List<EventSource> all() {
    List<EventSource> all = new ArrayList<>();
    if (twitch != null) {
      all.add(twitch);
    }
    if (kofi != null) {
      all.add(kofi);
    }
    return all;
  }

  private static @Nullable TwitchEventSub twitch(SettingsReader reader) {
    String secrets = reader.text(TWITCH_SECRETS);
    String channels = reader.text(TWITCH_CHANNELS);
    reader.onlyWith(secrets != null, TWITCH_SECRETS, TWITCH_CHANNELS);
    reader.onlyWith(channels != null, TWITCH_CHANNELS, TWITCH_SECRETS);
    Map<String, String> streams =
        channels == null
            ? null
            : reader.make(TWITCH_CHANNELS, () -> pairs(channels, "12345=main, 777=second"));
    if (secrets == null || streams == null) {
      return null;
    }
    return reader.make(
        TWITCH_SECRETS + " and " + TWITCH_CHANNELS,
        () -> new TwitchEventSub(List.of(secrets.split("\\s+")), streams));
  }

  private static @Nullable KofiWebhooks kofi(SettingsReader reader) {
    String streams = reader.text(KOFI_STREAMS);
    return streams == null
        ? null
        : reader.make(KOFI_STREAMS, () -> new KofiWebhooks(pairs(streams, "TOKEN=main")));
  }

  /** Reads pairs with commas or white space between them; quotes nothing, as keys may be secret. */
  private static Map<String, String> pairs(String text, String example) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : List.of(text.split("[,\\s]+"))) {
      String[] parts = pair.split("=", 2);
      if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
        throw new IllegalArgumentException("must be pairs such as " + example);
      }
      if (pairs.put(parts[0], parts[1]) != null) {
        throw new IllegalArgumentException("must not name one of them twice");
      }
    }
    return pairs;
  }
}
