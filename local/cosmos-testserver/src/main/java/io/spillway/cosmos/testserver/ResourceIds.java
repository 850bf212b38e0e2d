package io.spillway.cosmos.testserver;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Resource ids in the SDK's format: 4 bytes for a database, 8 for a container, 16 for a document,
 * in base64 with '-' for '/'.
 */
final class ResourceIds {
  private ResourceIds() {}

  static String database(int number) {
    byte[] id = new byte[4];
    ByteBuffer.wrap(id).putInt(number);
    return encode(id);
  }

  /** The top bit of the second four bytes marks a container (without it: a user). */
  static String container(int database, int number) {
    byte[] id = new byte[8];
    ByteBuffer.wrap(id).putInt(database).putInt(number | 0x8000_0000);
    return encode(id);
  }

  /** The top four bits of the last byte mark a document, as zero. */
  static String document(String container, long number) {
    byte[] id = new byte[16];
    ByteBuffer.wrap(id)
        .put(Base64.getDecoder().decode(container.replace('-', '/')))
        .putLong(Long.reverseBytes(number));
    return encode(id);
  }

  private static String encode(byte[] id) {
    return Base64.getEncoder().encodeToString(id).replace('/', '-');
  }
}
