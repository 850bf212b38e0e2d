package io.spillway.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Mutates valid input, reproducibly by seed. Not thread-safe. */
public final class Mutations {

  /** Number of latest inputs shown for a failed case. */
  private static final int MAX_SHOWN = 6;

  private static final int MAX_SHOWN_BYTES = 4_096;

  private final long seed;
  private final Random random;
  private final JsonMutations json;
  private final Deque<byte[]> shown = new ArrayDeque<>();

  Mutations(long seed) {
    this.seed = seed;
    // Otherwise adjacent seeds would produce similar values.
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.json = new JsonMutations(random);
  }

  /** {@return the case's seed} */
  public long seed() {
    return seed;
  }

  /**
   * {@return true with the probability of one in {@code in}}
   *
   * @param in the inverse probability, 1 or more
   */
  public boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  /**
   * {@return a number from 0 to below {@code bound}}
   *
   * @param bound the upper bound, exclusive, 1 or more
   */
  public int number(int bound) {
    return random.nextInt(bound);
  }

  /**
   * {@return a random element}
   *
   * @param <T> the type of the elements
   * @param of the elements, at least one
   */
  public <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** {@return a text that often breaks parsers} */
  public String text() {
    return Awkward.text(random);
  }

  /**
   * {@return the text with a few changed characters, or another text}
   *
   * @param valid the valid input
   */
  public String text(String valid) {
    if (valid.isEmpty() || once(3)) {
      return text();
    }
    StringBuilder text = new StringBuilder(valid);
    for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
        case 2 -> text.insert(at, text());
        default -> text.setLength(at);
      }
    }
    return text.toString();
  }

  /**
   * {@return the JSON with a few changed values, names, tokens or characters}
   *
   * @param valid the valid input
   */
  public String json(String valid) {
    return once(8) ? text(valid) : json.of(valid);
  }

  /**
   * {@return the bytes of the JSON, {@linkplain #json mutated} as text or as bytes}
   *
   * @param validJson the valid JSON
   */
  public byte[] bytes(String validJson) {
    byte[] bytes = (once(2) ? json(validJson) : validJson).getBytes(UTF_8);
    return once(2) ? bytes : damage(bytes);
  }

  /**
   * {@return the bytes with some flipped, removed, repeated or inserted}
   *
   * @param valid the valid input
   */
  public byte[] damage(byte[] valid) {
    byte[] bytes = valid.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> bytes = join(Arrays.copyOf(bytes, at), bytes);
        default -> {
          byte[] more = new byte[random.nextInt(64)];
          random.nextBytes(more);
          bytes = join(bytes, more);
        }
      }
    }
    return bytes;
  }

  /**
   * Records an input, to be shown if the case fails.
   *
   * @param input the input; the latest ones are kept
   * @return the same bytes
   */
  public byte[] show(byte[] input) {
    if (shown.size() == MAX_SHOWN) {
      shown.removeFirst();
    }
    shown.addLast(input);
    return input;
  }

  /**
   * Records a text, to be shown if the case fails.
   *
   * @param input the input
   */
  public void show(String input) {
    show(input.getBytes(UTF_8));
  }

  String describeInputs() {
    StringBuilder text = new StringBuilder();
    for (byte[] input : shown) {
      int length = Math.min(MAX_SHOWN_BYTES, input.length);
      text.append(HexFormat.of().formatHex(input, 0, length))
          .append(length < input.length ? "... (" + input.length + " bytes)\n" : "\n");
    }
    return text.toString();
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
