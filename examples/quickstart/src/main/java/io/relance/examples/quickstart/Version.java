package io.relance.examples.quickstart;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new FileNotFoundException("version.properties");
            }
            Properties properties = new Properties();
            properties.load(in);
            return new String[] {"relance " + properties.getProperty("version", "unknown")};
        }
    }
}
