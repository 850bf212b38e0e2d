package io.spillway.packaging;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/**
 * Class file without what only debuggers and compilers read: the tables of local variables, and
 * annotations that are invisible at run time. The JVM enters each of their names into its table of
 * symbols when it loads a class, a sixth of all names. Stack traces stay the same.
 */
final class LeanClass {

  private static final int API = Opcodes.ASM9;

  private static final int SHORTEST = 8;

  private LeanClass() {}

  /** Returns the class; the same bytes if they are not a class. */
  static byte[] of(byte[] bytes) {
    if (!isClass(bytes)) {
      return bytes;
    }
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(new LeanVisitor(writer), 0);
    return writer.toByteArray();
  }

  private static boolean isClass(byte[] bytes) {
    return bytes.length > SHORTEST
        && bytes[0] == (byte) 0xca
        && bytes[1] == (byte) 0xfe
        && bytes[2] == (byte) 0xba
        && bytes[3] == (byte) 0xbe;
  }

  private static final class LeanVisitor extends ClassVisitor {

    LeanVisitor(ClassVisitor next) {
      super(API, next);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return visible ? super.visitAnnotation(type, true) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return visible ? super.visitTypeAnnotation(reference, path, type, true) : null;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String type, @Nullable String signature, @Nullable Object value) {
      return new LeanField(super.visitField(access, name, type, signature, value));
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String type,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new LeanMethod(super.visitMethod(access, name, type, signature, exceptions));
    }
  }

  private static final class LeanField extends FieldVisitor {

    LeanField(FieldVisitor next) {
      super(API, next);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return visible ? super.visitAnnotation(type, true) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return visible ? super.visitTypeAnnotation(reference, path, type, true) : null;
    }
  }

  private static final class LeanMethod extends MethodVisitor {

    LeanMethod(MethodVisitor next) {
      super(API, next);
    }

    @Override
    public void visitLocalVariable(
        String name, String type, @Nullable String signature, Label start, Label end, int index) {
      // Left out.
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return visible ? super.visitAnnotation(type, true) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int parameter, String type, boolean visible) {
      return visible ? super.visitParameterAnnotation(parameter, type, true) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return visible ? super.visitTypeAnnotation(reference, path, type, true) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitInsnAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      // No annotation of an instruction or a local variable can be read by reflection.
      return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTryCatchAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
        int reference,
        @Nullable TypePath path,
        Label[] start,
        Label[] end,
        int[] index,
        String type,
        boolean visible) {
      return null;
    }
  }
}
