package io.spillway.cli.remote;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Validates an id, which the deployment could otherwise take for another path. */
public final class ItemId implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("must not be blank");
    }
    return text;
  }
}
