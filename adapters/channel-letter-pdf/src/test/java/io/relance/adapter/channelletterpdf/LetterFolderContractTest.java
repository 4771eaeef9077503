package io.relance.adapter.channelletterpdf;

import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.testkit.FarEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The contract of channels on letters in a folder that somebody posts, registered ones so. */
class LetterFolderContractTest extends LetterContract {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.([a-z0-9-]+)\\.(\\d+)\\.pdf");

    @TempDir
    Path directory;

    private Path folder() {
        return directory.resolve("letters");
    }

    @Override
    PrintService service() {
        return LetterFolder.at(folder(), InstantSource.system()).whoseRegisteredLettersArePostedSo();
    }

    @Override
    protected FarEnd farEnd() {
        return new FarEnd() {
            @Override
            public Set<Manner> manners() {
                return Set.of(Manner.ACCEPTS, Manner.REFUSES_FOR_NOW);
            }

            /** A file where the folder should be: nothing can be written. */
            @Override
            public void behave(Manner manner) {
                Path kept = directory.resolve("kept");
                try {
                    if (manner == Manner.REFUSES_FOR_NOW && !Files.isRegularFile(folder())) {
                        if (Files.exists(folder())) {
                            Files.move(folder(), kept);
                        }
                        Files.createFile(folder());
                    } else if (manner == Manner.ACCEPTS && Files.isRegularFile(folder())) {
                        Files.delete(folder());
                        if (Files.exists(kept)) {
                            Files.move(kept, folder());
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public List<Arrived> arrived() {
                if (!Files.isDirectory(folder())) {
                    return List.of();
                }
                try (Stream<Path> files = Files.list(folder())) {
                    return files.filter(Files::isRegularFile)
                            .sorted()
                            .map(LetterFolderContractTest.this::read)
                            .toList();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private FarEnd.Arrived read(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new AssertionError("an odd file: " + file);
        }
        DeliveryId delivery = new DeliveryId(
                new MessageId(name.group(1)), new ChannelId(name.group(2)), Integer.parseInt(name.group(3)));
        try {
            return arrived(delivery, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
