import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Copies a jar's classes without their code: what others may call, and nothing of what it does.
 * The same classes always give the same bytes. Run by {@code ./spillway baseline}.
 */
final class Signatures {

  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Signatures() {}

  public static void main(String[] paths) throws IOException {
    Path to = Path.of(paths[1]);
    Files.createDirectories(to.toAbsolutePath().getParent());
    try (JarFile jar = new JarFile(paths[0]);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
      jar.stream()
          .filter(entry -> entry.getName().endsWith(".class"))
          .sorted(Comparator.comparing(JarEntry::getName))
          .forEach(entry -> copy(jar, entry, out));
    }
  }

  private static void copy(JarFile jar, JarEntry entry, JarOutputStream out) {
    try {
      ClassReader read = new ClassReader(jar.getInputStream(entry).readAllBytes());
      ClassWriter written = new ClassWriter(0);
      Signature signature = new Signature(written);
      read.accept(signature, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
      if (signature.isNobodys) {
        return;
      }
      JarEntry copied = new JarEntry(entry.getName());
      copied.setTimeLocal(NO_TIME);
      out.putNextEntry(copied);
      out.write(written.toByteArray());
      out.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(entry.getName(), e);
    }
  }

  /** What of a class can be seen outside of it; classes within methods cannot be. */
  private static final class Signature extends ClassVisitor {

    private boolean isNobodys;

    Signature(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitOuterClass(String owner, String name, String descriptor) {
      isNobodys = true;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      return isSeen(access) || name.equals("serialVersionUID")
          ? super.visitField(access, name, descriptor, signature, value)
          : null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return isSeen(access)
          ? super.visitMethod(access, name, descriptor, signature, exceptions)
          : null;
    }

    private static boolean isSeen(int access) {
      return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }
  }
}
