package io.spillway.ports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Opaque position in a listing: the sort key of the last item seen, bound to its query. All
 * adapters share this format. A listing continues correctly after items were added or removed.
 *
 * <p>A cursor is not a secret and grants no access.
 */
public final class Cursor {

  private static final int QUERY_HASH_BYTES = 8;
  private static final int MAX_LENGTH = 1000;

  private Cursor() {}

  /**
   * {@return the cursor after the item with this sort key, in URL-safe characters}
   *
   * @param query the listing's filter and order as text, without the limit
   * @param lastKey the sort key of the last item on the page
   */
  public static String after(String query, String lastKey) {
    byte[] key = lastKey.getBytes(UTF_8);
    ByteBuffer buffer = ByteBuffer.allocate(QUERY_HASH_BYTES + key.length);
    buffer.put(hash(query)).put(key);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }

  /**
   * Returns the sort key in a cursor.
   *
   * @param query the query given to {@link #after}
   * @param cursor the cursor; null for the first page
   * @return the sort key; null for the first page
   * @throws InvalidCursorException if the cursor is malformed or belongs to another query
   */
  public static @Nullable String lastKey(String query, @Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    byte[] bytes = decode(cursor);
    if (!Arrays.equals(Arrays.copyOf(bytes, QUERY_HASH_BYTES), hash(query))) {
      throw new InvalidCursorException("cursor belongs to another query");
    }
    try {
      ByteBuffer key = ByteBuffer.wrap(bytes, QUERY_HASH_BYTES, bytes.length - QUERY_HASH_BYTES);
      return UTF_8.newDecoder().decode(key).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidCursorException("cursor is malformed");
    }
  }

  private static byte[] decode(String cursor) {
    if (cursor.length() <= MAX_LENGTH) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        if (bytes.length > QUERY_HASH_BYTES) {
          return bytes;
        }
      } catch (IllegalArgumentException notBase64) {
        throw new InvalidCursorException("cursor is malformed");
      }
    }
    throw new InvalidCursorException("cursor is malformed");
  }

  private static byte[] hash(String query) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(query.getBytes(UTF_8));
      return Arrays.copyOf(digest, QUERY_HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
