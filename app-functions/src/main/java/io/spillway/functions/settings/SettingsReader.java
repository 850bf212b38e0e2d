package io.spillway.functions.settings;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads settings by name and collects their problems. A blank setting counts as not set. */
final class SettingsReader {

  /** Prefix of a function app's setting that refers to a secret in a vault. */
  private static final String VAULT = "@Microsoft.KeyVault(";

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> unresolved = new LinkedHashSet<>();

  SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  @Nullable String text(String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    // The platform passes the reference itself if it cannot read the secret.
    if (value.strip().startsWith(VAULT)) {
      unresolved.add(
          name
              + ": unresolved Key Vault reference; check that the secret exists and that the app may"
              + " read it");
      return null;
    }
    return value.strip();
  }

  String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  @Nullable URI url(String name) {
    String value = text(name);
    try {
      return value == null ? null : URI.create(value);
    } catch (IllegalArgumentException notUrl) {
      problems.add(name + " must be a URL");
      return null;
    }
  }

  URI url(String name, URI otherwise) {
    URI value = url(name);
    return value == null ? otherwise : value;
  }

  Duration millis(String name, Duration otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("[0-9]{1,9}")) {
      problems.add(name + " must be a number of milliseconds");
      return otherwise;
    }
    return Duration.ofMillis(Long.parseLong(value));
  }

  Duration days(String name, Duration otherwise) {
    return requireNonNullElse(duration(name, ChronoUnit.DAYS), otherwise);
  }

  Duration hours(String name, Duration otherwise) {
    return requireNonNullElse(duration(name, ChronoUnit.HOURS), otherwise);
  }

  @Nullable Duration minutes(String name) {
    return duration(name, ChronoUnit.MINUTES);
  }

  private @Nullable Duration duration(String name, ChronoUnit unit) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    if (!value.matches("[0-9]{1,5}")) {
      problems.add(name + " must be a number of " + unit.name().toLowerCase(Locale.ROOT));
      return null;
    }
    return Duration.of(Long.parseLong(value), unit);
  }

  boolean flag(String name) {
    return choice(name, Flag.FALSE) == Flag.TRUE;
  }

  /** Reads an enum constant, in lower case, with hyphens. */
  <E extends Enum<E>> E choice(String name, E otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    List<String> codes = new ArrayList<>();
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      String code = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (code.equals(value)) {
        return constant;
      }
      codes.add(code);
    }
    problems.add(name + " must be " + String.join(" or ", codes));
    return otherwise;
  }

  /** Rejects two settings that exclude each other. */
  void atMostOne(String one, String other) {
    if (text(one) != null && text(other) != null) {
      problems.add(one + " and " + other + " exclude each other");
    }
  }

  /** Rejects settings that require another one. */
  void onlyWith(boolean present, String which, String... names) {
    for (String name : names) {
      if (!present && text(name) != null) {
        problems.add(name + " requires " + which);
      }
    }
  }

  /** Creates a value from several settings; adds a problem under their prefix if it is invalid. */
  <T> @Nullable T make(String names, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      problems.add(names + ": " + e.getMessage());
      return null;
    }
  }

  void orThrow() {
    // Other problems may only follow from these.
    if (!unresolved.isEmpty()) {
      throw new InvalidSettingsException(List.copyOf(unresolved));
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }

  private enum Flag {
    TRUE,
    FALSE
  }
}
