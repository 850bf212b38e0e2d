package io.spillway.functions;

import io.spillway.functions.access.Access;
import io.spillway.functions.access.Keys;
import io.spillway.functions.access.Role;
import java.util.Map;

/** A key for each role. */
public final class TestKeys {

  public static final String APP = "app-key-a4c123b1612dd272d1371c17149d439536b3216f";
  public static final String MODERATOR = "moderator-key-daeeb975729fae923d5a4fd12aabfe228f219e9c";
  public static final String OPERATOR = "operator-key-b0eb53f16947ccf25ec84d8dbc74254770f58904";

  public static final Keys ALL =
      Keys.NONE
          .with(Role.APP, "chat:" + APP)
          .with(Role.MODERATOR, "grace:" + MODERATOR)
          .with(Role.OPERATOR, "ada:" + OPERATOR);

  public static final Access ACCESS = new Access(false, ALL);

  private TestKeys() {}

  /** Returns the headers of a caller with this role. */
  public static Map<String, String> headers(Role role) {
    return switch (role) {
      case APP -> Map.of("x-functions-key", APP);
      case MODERATOR -> Map.of("x-spillway-key", MODERATOR);
      case OPERATOR -> Map.of("x-spillway-key", OPERATOR);
    };
  }
}
