package io.spillway.cosmos.testserver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Verifies that a request is signed with the account's key, as Azure does. */
final class Authorization {
  private final SecretKeySpec key;
  private final @Nullable String accessToken;

  /**
   * @param accessToken the token of an identity; null if only the key is accepted
   */
  Authorization(String base64Key, @Nullable String accessToken) {
    this.accessToken = accessToken;
    key = new SecretKeySpec(Base64.getDecoder().decode(base64Key), "HmacSHA256");
  }

  void check(CosmosRequest request) {
    String header = request.header("authorization");
    String date = request.header("x-ms-date");
    if (header == null || date == null) {
      throw unauthorized("the authorization and x-ms-date headers are required");
    }
    String token = URLDecoder.decode(header, StandardCharsets.UTF_8);
    if (accessToken != null && token.equals("type=aad&ver=1.0&sig=" + accessToken)) {
      return;
    }
    String prefix = "type=master&ver=1.0&sig=";
    if (!token.startsWith(prefix)) {
      throw unauthorized("only a signature by the account's key is supported");
    }
    byte[] signature = signature(token.substring(prefix.length()));
    // Types and names alternate: a path that ends in a type is a feed of the preceding resource.
    List<String> path = request.path();
    boolean feed = path.size() % 2 == 1;
    List<String> named = feed ? path.subList(0, path.size() - 1) : path;
    String typeName = path.isEmpty() ? "" : path.get(path.size() - (feed ? 1 : 2));
    String link = String.join("/", named);
    // A request by resource id is signed over the last id only, in lower case.
    String lastId = named.isEmpty() ? "" : named.get(named.size() - 1).toLowerCase(Locale.ROOT);
    String method = request.method();
    if (!isOver(signature, method, typeName, link, date)
        && !isOver(signature, method, typeName, lastId, date)) {
      throw unauthorized("the signature is not by this account's key");
    }
  }

  private boolean isOver(byte[] signature, String method, String type, String link, String date) {
    String text =
        method.toLowerCase(Locale.ROOT)
            + "\n"
            + type
            + "\n"
            + link
            + "\n"
            + date.toLowerCase(Locale.ROOT)
            + "\n\n";
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return MessageDigest.isEqual(signature, mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] signature(String base64) {
    try {
      // URL decoding turned unencoded plus signs into spaces.
      return Base64.getDecoder().decode(base64.replace(' ', '+'));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static CosmosError unauthorized(String message) {
    return new CosmosError(401, 0, message);
  }
}
