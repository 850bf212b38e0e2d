package io.spillway.wire;

import io.spillway.testkit.Fixtures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Generator of small random values, reproducible by seed. */
abstract class Chance {

  static final List<String> TEXTS =
      List.of(
          Fixtures.AWKWARD_TEXT, "", " ", "plain", "\u0000\u001f\u007f", "\uFEFF", "null", "😀");

  final Random random;

  Chance(long seed) {
    random = new Random(seed);
  }

  <E> E oneOf(E[] values) {
    return values[random.nextInt(values.length)];
  }

  String id() {
    return "id-" + Integer.toHexString(random.nextInt());
  }

  String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  Instant instant() {
    return Fixtures.NOW.plusNanos(random.nextLong() / 8);
  }

  Instant nanos() {
    return Fixtures.NOW.plusNanos(random.nextInt());
  }

  <T> @Nullable T orNull(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  <T> List<T> list(int max, Supplier<T> item) {
    return new ArrayList<>(Stream.generate(item).limit(random.nextInt(max + 1)).toList());
  }

  <E extends Enum<E>> E any(Class<E> type) {
    E[] all = type.getEnumConstants();
    return all[random.nextInt(all.length)];
  }
}
