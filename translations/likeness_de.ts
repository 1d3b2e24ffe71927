<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Arguments</name>
    <message>
        <source>Finds pictures by how they look.</source>
        <translation>Findet Bilder nach ihrem Aussehen.</translation>
    </message>
    <message>
        <source>Folder that holds the library (index, thumbnails).</source>
        <translation>Ordner mit der Bibliothek (Index, Vorschaubilder).</translation>
    </message>
    <message>
        <source>Folders to add to the library, pictures to search for.</source>
        <translation>Ordner für die Bibliothek, Bilder zum Suchen.</translation>
    </message>
</context>
<context>
    <name>BoxDrawer</name>
    <message>
        <source>Part of the picture</source>
        <translation>Ausschnitt des Bildes</translation>
    </message>
    <message>
        <source>%1 by %2 percent of the picture. Arrow keys move it, with Shift they change its size.</source>
        <translation>%1 mal %2 Prozent des Bildes. Pfeiltasten verschieben ihn, mit Umschalt ändern sie seine Größe.</translation>
    </message>
</context>
<context>
    <name>CatalogueCard</name>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Asking for its size…</source>
        <translation>Größe wird erfragt …</translation>
    </message>
    <message>
        <source>Get…</source>
        <translation>Holen …</translation>
    </message>
    <message>
        <source>First asks how large it is; nothing is fetched before you say so.</source>
        <translation>Fragt zuerst, wie groß es ist; geholt wird erst, wenn Sie es sagen.</translation>
    </message>
    <message>
        <source>Get %1</source>
        <translation>%1 holen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What has come stays, and the download can go on from there.</source>
        <translation>Was da ist, bleibt; von dort kann es weitergehen.</translation>
    </message>
    <message>
        <source>Stop fetching %1</source>
        <translation>Holen von %1 anhalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on fetching %1</source>
        <translation>%1 weiter holen</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>No words, pictures only</source>
        <translation>Keine Wörter, nur Bilder</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Versteht es</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>%1 to fetch, of which %2 are here already.</source>
        <translation>%1 zu holen, davon sind %2 schon da.</translation>
    </message>
    <message>
        <source>%1 to fetch.</source>
        <translation>%1 zu holen.</translation>
    </message>
    <message>
        <source>Licence: %1.</source>
        <translation>Lizenz: %1.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Download %1, %2</source>
        <translation>%1 herunterladen, %2</translation>
    </message>
    <message>
        <source>Download of %1</source>
        <translation>Herunterladen von %1</translation>
    </message>
    <message>
        <source>Stopped at %1. What has come stays.</source>
        <translation>Angehalten bei %1. Was da ist, bleibt.</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung …</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Its makers ask for a login, so Likeness cannot fetch it. Download its files in a browser into one folder, then import that folder.</source>
        <translation>Seine Urheber verlangen eine Anmeldung, darum kann Likeness es nicht holen. Laden Sie seine Dateien im Browser in einen Ordner und importieren Sie diesen.</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Import folder…</source>
        <translation>Ordner importieren …</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
</context>
<context>
    <name>ChipMenu</name>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger davon</translation>
    </message>
    <message>
        <source>Choose another part…</source>
        <translation>Anderen Ausschnitt wählen …</translation>
    </message>
    <message>
        <source>Only a part of it…</source>
        <translation>Nur ein Ausschnitt …</translation>
    </message>
    <message>
        <source>The whole picture again</source>
        <translation>Wieder das ganze Bild</translation>
    </message>
    <message>
        <source>Counts once</source>
        <translation>Zählt einfach</translation>
    </message>
    <message>
        <source>Counts %1 times</source>
        <translation>Zählt %1-fach</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
</context>
<context>
    <name>ClusterBar</name>
    <message>
        <source>Cluster %1</source>
        <translation>Cluster %1</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>All clusters</source>
        <translation>Alle Cluster</translation>
    </message>
    <message>
        <source>Do not pin any more</source>
        <translation>Nicht mehr anheften</translation>
    </message>
    <message>
        <source>Pin in front</source>
        <translation>Vorn anheften</translation>
    </message>
</context>
<context>
    <name>ClusterCard</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2, pinned</source>
        <translation>%1, %2, angeheftet</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Kein Name</translation>
    </message>
    <message>
        <source>Name of the cluster</source>
        <translation>Name des Clusters</translation>
    </message>
    <message>
        <source>Do not pin any more</source>
        <translation>Nicht mehr anheften</translation>
    </message>
    <message>
        <source>Pin in front</source>
        <translation>Vorn anheften</translation>
    </message>
</context>
<context>
    <name>ClustersPage</name>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cluster(s)</source>
        <translation>
            <numerusform>%Ln Cluster</numerusform>
            <numerusform>%Ln Cluster</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Size of the clusters, from larger to smaller</source>
        <translation>Größe der Cluster, von größer nach kleiner</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>The clusters could not be brought up to date: %1</source>
        <translation>Die Cluster ließen sich nicht auf den neuesten Stand bringen: %1</translation>
    </message>
    <message>
        <source>%1 – the clusters follow</source>
        <translation>%1 – die Cluster folgen</translation>
    </message>
    <message>
        <source>Clusters of photos</source>
        <translation>Cluster von Fotos</translation>
    </message>
    <message>
        <source>Show the photos</source>
        <translation>Fotos zeigen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Do not pin any more</source>
        <translation>Nicht mehr anheften</translation>
    </message>
    <message>
        <source>Pin in front</source>
        <translation>Vorn anheften</translation>
    </message>
    <message>
        <source>The clusters could not be found</source>
        <translation>Die Cluster ließen sich nicht finden</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Einen Augenblick</translation>
    </message>
    <message>
        <source>No clusters yet</source>
        <translation>Noch keine Cluster</translation>
    </message>
    <message>
        <source>Photos that belong together are gathered here once Likeness has learnt your photos.</source>
        <translation>Hier sammeln sich Fotos, die zusammengehören, sobald Likeness die Fotos kennt.</translation>
    </message>
    <message>
        <source>%1. This happens once; later photos join those they belong to.</source>
        <translation>%1. Das geschieht einmal; spätere Fotos kommen zu denen, zu denen sie gehören.</translation>
    </message>
    <message>
        <source>Photos that belong together are gathered here. It takes at least four that are alike.</source>
        <translation>Hier sammeln sich Fotos, die zusammengehören. Dazu braucht es mindestens vier ähnliche.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) in none</source>
        <translation>
            <numerusform>%Ln Foto in keinem</numerusform>
            <numerusform>%Ln Fotos in keinem</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareSide</name>
    <message>
        <source>Answer of %1</source>
        <translation>Antwort von %1</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Choose which model answers on this side</source>
        <translation>Welches Modell auf dieser Seite antwortet</translation>
    </message>
    <message>
        <source>Model of this side: %1</source>
        <translation>Modell dieser Seite: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln alike</source>
        <translation>
            <numerusform>%Ln ähnlich</numerusform>
            <numerusform>%Ln ähnlich</numerusform>
        </translation>
    </message>
    <message>
        <source>How many of the first %1 are more alike than chance explains, and how long the search took. Paler scores are below that line.</source>
        <translation>Wie viele der ersten %1 ähnlicher sind, als der Zufall erklärt, und wie lange die Suche dauerte. Blassere Werte liegen unter dieser Grenze.</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Arriving…</source>
        <translation>Kommt …</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Dieses verwenden</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>Photos found by %1</source>
        <translation>Fotos, die %1 fand</translation>
    </message>
    <message>
        <source>No second model</source>
        <translation>Kein zweites Modell</translation>
    </message>
    <message>
        <source>No answer from this one</source>
        <translation>Keine Antwort von diesem</translation>
    </message>
    <message>
        <source>Only models that have learnt photos of this library can be compared.</source>
        <translation>Vergleichen lassen sich nur Modelle, die Fotos dieser Bibliothek kennen.</translation>
    </message>
    <message>
        <source>%1 (has learnt no photo yet)</source>
        <translation>%1 (kennt noch kein Foto)</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Two models, one question</source>
        <translation>Zwei Modelle, eine Frage</translation>
    </message>
    <message>
        <source>%1 of the first %2 are the same</source>
        <translation>%1 der ersten %2 sind dieselben</translation>
    </message>
    <message>
        <source>⇄ where the other side has it</source>
        <translation>⇄ Platz auf der anderen Seite</translation>
    </message>
    <message>
        <source>Swap sides</source>
        <translation>Seiten tauschen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>What shall both look for?</source>
        <translation>Was sollen beide suchen?</translation>
    </message>
    <message>
        <source>Drop, paste or pick a picture, or take one of your photos: both models answer the same question.</source>
        <translation>Ziehen Sie ein Bild her, fügen Sie eines ein oder nehmen Sie eines Ihrer Fotos: Beide Modelle beantworten dieselbe Frage.</translation>
    </message>
    <message>
        <source>Pick a picture…</source>
        <translation>Bild wählen …</translation>
    </message>
</context>
<context>
    <name>ConnectionFields</name>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Fold the connection away</source>
        <translation>Verbindung einklappen</translation>
    </message>
    <message>
        <source>Show the connection</source>
        <translation>Verbindung zeigen</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegel</translation>
    </message>
    <message>
        <source>Mirror of the model hub</source>
        <translation>Spiegel der Modellquelle</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>as the environment says; http://host:3128</source>
        <translation>wie die Umgebung sagt; http://rechner:3128</translation>
    </message>
    <message>
        <source>Leave both empty unless downloads do not start. Nothing but the model files is asked for.</source>
        <translation>Beides leer lassen, solange Downloads beginnen. Angefragt werden nur die Dateien des Modells.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
</context>
<context>
    <name>CropSheet</name>
    <message>
        <source>Only a part of it</source>
        <translation>Nur ein Ausschnitt</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Das ganze Bild</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Search this part</source>
        <translation>Diesen Ausschnitt suchen</translation>
    </message>
    <message>
        <source>Draw a box around what should count. Arrow keys move it, with Shift they change its size.</source>
        <translation>Ziehen Sie einen Rahmen um das, was zählen soll. Pfeiltasten verschieben ihn, mit Umschalt ändern sie seine Größe.</translation>
    </message>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>Dieses Bild lässt sich nicht zeigen.</translation>
    </message>
</context>
<context>
    <name>DateBars</name>
    <message>
        <source>Photos over time</source>
        <translation>Fotos im Lauf der Zeit</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>All dates</source>
        <translation>Alle Daten</translation>
    </message>
    <message>
        <source>Show all dates</source>
        <translation>Alle Daten zeigen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>DiagnosticsFacts</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>How right and how fast your searches are, measured on this library. Nothing of it leaves this machine.</source>
        <translation>Wie richtig und wie schnell die Suche ist, gemessen an dieser Bibliothek. Nichts davon verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Everything on this page as text, for a report</source>
        <translation>Alles auf dieser Seite als Text, für einen Bericht</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <source>Measure now</source>
        <translation>Jetzt messen</translation>
    </message>
    <message>
        <source>Compares what the index finds with what comparing with every photo finds. Likeness also does that by itself when the library has grown by a tenth.</source>
        <translation>Vergleicht, was der Index findet, mit dem, was der Vergleich mit jedem Foto findet. Likeness tut das auch von selbst, wenn die Bibliothek um ein Zehntel gewachsen ist.</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Einen Augenblick</translation>
    </message>
    <message>
        <source>Counting and measuring the files of the library.</source>
        <translation>Die Dateien der Bibliothek werden gezählt und gemessen.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Being made…</source>
        <translation>Wird erstellt …</translation>
    </message>
    <message>
        <source>Make the index again…</source>
        <translation>Index neu erstellen …</translation>
    </message>
    <message>
        <source>There is nothing to measure with until the first photos are learnt.</source>
        <translation>Zu messen gibt es erst etwas, wenn die ersten Fotos gelernt sind.</translation>
    </message>
    <message>
        <source>Not measured yet. Likeness does it by itself once nothing else is going on.</source>
        <translation>Noch nicht gemessen. Likeness tut es von selbst, sobald sonst nichts läuft.</translation>
    </message>
    <message>
        <source>Measuring the index</source>
        <translation>Der Index wird gemessen</translation>
    </message>
    <message>
        <source>Comparing with every photo; your searches go first.</source>
        <translation>Vergleich mit jedem Foto; Suchen gehen vor.</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Which…</source>
        <translation>Welche …</translation>
    </message>
    <message>
        <source>The files that could not be read, and why</source>
        <translation>Die Dateien, die nicht gelesen werden konnten, und warum</translation>
    </message>
    <message>
        <source>Model and device</source>
        <translation>Modell und Gerät</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>%1 on the disk, beside your photos</source>
        <translation>%1 auf der Platte, zusätzlich zu den Fotos</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>Im Speicher</translation>
    </message>
    <message>
        <source>Is everything whole?</source>
        <translation>Ist alles heil?</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Reads every row, vector, thumbnail and index file again and compares them with each other. Your photos are not touched.</source>
        <translation>Liest jede Zeile, jeden Vektor, jedes Vorschaubild und jede Indexdatei noch einmal und vergleicht sie miteinander. Die Fotos bleiben unberührt.</translation>
    </message>
    <message>
        <source>Make the index again?</source>
        <translation>Index neu erstellen?</translation>
    </message>
    <message>
        <source>Its files are thrown away and made from what the models learnt, which is not touched. Searches go on meanwhile, by comparing with every photo.</source>
        <translation>Seine Dateien werden verworfen und aus dem neu erstellt, was die Modelle gelernt haben; das bleibt unberührt. Gesucht wird inzwischen durch Vergleich mit jedem Foto.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>Neu erstellen</translation>
    </message>
</context>
<context>
    <name>DiagnosticsTimes</name>
    <message>
        <source>How long it takes</source>
        <translation>Wie lange es dauert</translation>
    </message>
    <message>
        <source>usually</source>
        <translation>meist</translation>
    </message>
    <message>
        <source>19 of 20</source>
        <translation>19 von 20</translation>
    </message>
    <message>
        <source>99 of 100</source>
        <translation>99 von 100</translation>
    </message>
    <message>
        <source>%1: usually %2, 19 of 20 within %3, 99 of 100 within %4</source>
        <translation>%1: meist %2, 19 von 20 binnen %3, 99 von 100 binnen %4</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Drop to add this folder</source>
        <translation>Loslassen, um den Ordner hinzuzufügen</translation>
    </message>
    <message>
        <source>Drop to find what looks like it</source>
        <translation>Loslassen, um Ähnliches zu finden</translation>
    </message>
    <message>
        <source>Its photos stay where they are</source>
        <translation>Die Fotos bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>A picture, several, or an image from the browser</source>
        <translation>Ein Bild, mehrere oder eines aus dem Browser</translation>
    </message>
    <message>
        <source>Drop to import this model</source>
        <translation>Loslassen, um dieses Modell zu importieren</translation>
    </message>
    <message>
        <source>A folder as Hugging Face stores a model, or a TorchScript file with likeness.json</source>
        <translation>Ein Ordner, wie Hugging Face ein Modell ablegt, oder eine TorchScript-Datei mit likeness.json</translation>
    </message>
</context>
<context>
    <name>DuplicateCard</name>
    <message>
        <source>Not duplicates</source>
        <translation>Keine Dubletten</translation>
    </message>
    <message>
        <source>Nothing left to decide</source>
        <translation>Nichts mehr zu entscheiden</translation>
    </message>
    <message>
        <source>remembered; they will not be shown together again</source>
        <translation>gemerkt; sie werden nicht mehr zusammen gezeigt</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Entschieden</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>The best stays, the others go to the trash</source>
        <translation>Das beste bleibt, die anderen kommen in den Papierkorb</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>All stay</source>
        <translation>Alle bleiben</translation>
    </message>
    <message>
        <source>Remembered: these photos are not shown as duplicates of one another again</source>
        <translation>Gemerkt: Diese Fotos werden nicht mehr als Dubletten voneinander gezeigt</translation>
    </message>
</context>
<context>
    <name>DuplicateTile</name>
    <message>
        <source>to the trash</source>
        <translation>in den Papierkorb</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>proposed to stay</source>
        <translation>soll bleiben (Vorschlag)</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Bleibt</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Bestes</translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>Duplicates</source>
        <translation>Dubletten</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Looking… %1 %</source>
        <translation>Sucht … %1 %</translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln Gruppe</numerusform>
            <numerusform>%Ln Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget the marks</source>
        <translation>Markierungen vergessen</translation>
    </message>
    <message>
        <source>Marking…</source>
        <translation>Wird markiert …</translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation>Alle annehmen</translation>
    </message>
    <message>
        <source>In every group that is still open the best stays and the others are marked</source>
        <translation>In jeder noch offenen Gruppe bleibt das beste, die anderen werden markiert</translation>
    </message>
    <message numerus="yes">
        <source>Apply: %Ln file(s), %1</source>
        <translation>
            <numerusform>Anwenden: %Ln Datei, %1</numerusform>
            <numerusform>Anwenden: %Ln Dateien, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Shows first what will happen</source>
        <translation>Zeigt zuerst, was geschehen wird</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Exakt</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>Fast gleich</translation>
    </message>
    <message>
        <source>The same file, or the same pixels with other metadata</source>
        <translation>Dieselbe Datei oder dieselben Pixel mit anderen Metadaten</translation>
    </message>
    <message>
        <source>The same picture at another size, quality, crop or turn</source>
        <translation>Dasselbe Bild in anderer Größe, Qualität, anderem Ausschnitt oder gedreht</translation>
    </message>
    <message>
        <source>loose</source>
        <translation>locker</translation>
    </message>
    <message>
        <source>How alike near-duplicates must be</source>
        <translation>Wie ähnlich nahe Dubletten sein müssen</translation>
    </message>
    <message>
        <source>strict</source>
        <translation>streng</translation>
    </message>
    <message>
        <source>Preferred: %1</source>
        <translation>Bevorzugt: %1</translation>
    </message>
    <message>
        <source>Prefer a folder…</source>
        <translation>Ordner bevorzugen …</translation>
    </message>
    <message>
        <source>Between equals, photos in this folder stay</source>
        <translation>Bei Gleichstand bleiben Fotos in diesem Ordner</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle Ordner</translation>
    </message>
    <message>
        <source>Look in one folder only</source>
        <translation>Nur in einem Ordner suchen</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>Suche anhalten</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Groups of duplicates</source>
        <translation>Gruppen von Dubletten</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>Looking for duplicates…</source>
        <translation>Dubletten werden gesucht …</translation>
    </message>
    <message>
        <source>No duplicates</source>
        <translation>Keine Dubletten</translation>
    </message>
    <message>
        <source>You can go on with something else meanwhile.</source>
        <translation>Inzwischen kann es mit anderem weitergehen.</translation>
    </message>
    <message>
        <source>No two photos look the same. A looser line finds more.</source>
        <translation>Keine zwei Fotos sehen gleich aus. Eine lockerere Grenze findet mehr.</translation>
    </message>
    <message>
        <source>No two photos are the same. “Near” finds other sizes, crops and turns of a picture.</source>
        <translation>Keine zwei Fotos sind gleich. „Nahe“ findet andere Größen, Ausschnitte und Drehungen eines Bildes.</translation>
    </message>
    <message>
        <source>Prefer another folder…</source>
        <translation>Anderen Ordner bevorzugen …</translation>
    </message>
    <message>
        <source>Prefer “%1” no longer</source>
        <translation>„%1“ nicht mehr bevorzugen</translation>
    </message>
    <message>
        <source>Look for duplicates in</source>
        <translation>Dubletten suchen in</translation>
    </message>
    <message>
        <source>Rather keep photos in</source>
        <translation>Fotos bevorzugt behalten in</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln file(s) to the trash?</source>
        <translation>
            <numerusform>%Ln Datei in den Papierkorb?</numerusform>
            <numerusform>%Ln Dateien in den Papierkorb?</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 become free once the trash is emptied. At least one photo of each group stays; it can be undone.</source>
        <translation>%1 werden frei, sobald der Papierkorb geleert ist. Von jeder Gruppe bleibt mindestens ein Foto; es lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Nach Ordner</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>there is no filter called &quot;%1&quot;</source>
        <translation>es gibt keinen Filter namens „%1“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of %2</source>
        <translation>„%1“ gehört nicht zu %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the number of a cluster</source>
        <translation>„%1“ ist nicht die Nummer eines Clusters</translation>
    </message>
    <message>
        <source>near needs latitude,longitude,distance, such as near:48.85,2.35,5km</source>
        <translation>near braucht Breite,Länge,Entfernung, zum Beispiel near:48.85,2.35,5km</translation>
    </message>
    <message>
        <source>the range &quot;%1&quot; ends before it begins</source>
        <translation>der Bereich „%1“ endet, bevor er beginnt</translation>
    </message>
    <message>
        <source>a space or a comma must follow the closing quote</source>
        <translation>nach dem schließenden Anführungszeichen muss ein Leerzeichen oder Komma stehen</translation>
    </message>
    <message>
        <source>a quote must open at the beginning of a value</source>
        <translation>ein Anführungszeichen muss am Anfang eines Werts stehen</translation>
    </message>
    <message>
        <source>a value is missing here</source>
        <translation>hier fehlt ein Wert</translation>
    </message>
    <message>
        <source>this quote is never closed</source>
        <translation>dieses Anführungszeichen wird nie geschlossen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not %2</source>
        <translation>hier gehört %2 hin, nicht „%1“</translation>
    </message>
    <message>
        <source>a date such as 2019, 2019-06, 2019-06-01 or 2019-06-01T10:30</source>
        <translation>ein Datum wie 2019, 2019-06, 2019-06-01 oder 2019-06-01T10:30</translation>
    </message>
    <message>
        <source>a file size such as 300kB, 5MB or 1.5MiB</source>
        <translation>eine Dateigröße wie 300kB, 5MB oder 1.5MiB</translation>
    </message>
    <message>
        <source>a proportion such as 3:2 or 1.5</source>
        <translation>ein Seitenverhältnis wie 3:2 oder 1.5</translation>
    </message>
    <message>
        <source>a number of megapixels such as 12 or 0.5</source>
        <translation>eine Zahl von Megapixeln wie 12 oder 0.5</translation>
    </message>
    <message>
        <source>an aperture such as 2.8</source>
        <translation>eine Blende wie 2.8</translation>
    </message>
    <message>
        <source>a focal length such as 35 or 35mm</source>
        <translation>eine Brennweite wie 35 oder 35mm</translation>
    </message>
    <message>
        <source>a rating from 0 to 5</source>
        <translation>eine Bewertung von 0 bis 5</translation>
    </message>
    <message>
        <source>an ISO speed such as 400</source>
        <translation>ein ISO-Wert wie 400</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a range: at least one end is needed</source>
        <translation>ein Bereich: mindestens ein Ende muss da sein</translation>
    </message>
    <message>
        <source>a latitude from -90 to 90</source>
        <translation>eine Breite von -90 bis 90</translation>
    </message>
    <message>
        <source>a longitude from -180 to 180</source>
        <translation>eine Länge von -180 bis 180</translation>
    </message>
    <message>
        <source>a distance such as 500m, 5km or 3mi</source>
        <translation>eine Entfernung wie 500m, 5km oder 3mi</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>the file is cut off: only %1 % of the picture is there</source>
        <translation>die Datei ist abgeschnitten: nur %1 % des Bildes sind da</translation>
    </message>
    <message>
        <source>a progressive JPEG too large to decode in memory</source>
        <translation>ein progressives JPEG, das für den Arbeitsspeicher zu groß ist</translation>
    </message>
    <message>
        <source>a progressive JPEG with too many passes</source>
        <translation>ein progressives JPEG mit zu vielen Durchgängen</translation>
    </message>
    <message>
        <source>a kind of JPEG that is not supported: %1</source>
        <translation>eine Art von JPEG, die nicht gelesen werden kann: %1</translation>
    </message>
    <message>
        <source>a damaged JPEG: %1</source>
        <translation>ein beschädigtes JPEG: %1</translation>
    </message>
    <message>
        <source>a damaged or unusual %1 file that no decoder takes</source>
        <translation>eine beschädigte oder ungewöhnliche Datei (%1), die kein Decoder annimmt</translation>
    </message>
    <message>
        <source>a damaged %1 file: %2</source>
        <translation>eine beschädigte Datei (%1): %2</translation>
    </message>
    <message>
        <source>a damaged %1 file</source>
        <translation>eine beschädigte Datei (%1)</translation>
    </message>
    <message>
        <source>too large: %1 x %2 pixels, and a %3 file can be decoded up to %4 megapixels</source>
        <translation>zu groß: %1 × %2 Pixel; eine Datei dieser Art (%3) kann bis %4 Megapixel gelesen werden</translation>
    </message>
    <message>
        <source>a camera raw file without a picture for showing inside</source>
        <translation>eine Raw-Datei ohne ein Bild zum Zeigen darin</translation>
    </message>
    <message>
        <source>not an image: %1</source>
        <translation>kein Bild: %1</translation>
    </message>
    <message>
        <source>it contains only zeros</source>
        <translation>sie enthält nur Nullen</translation>
    </message>
    <message>
        <source>looks like %1</source>
        <translation>sieht aus wie %1</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a ZIP archive or office document</source>
        <translation>ein ZIP-Archiv oder Office-Dokument</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>ein Photoshop-Dokument</translation>
    </message>
    <message>
        <source>a Sigma X3F raw file</source>
        <translation>eine Raw-Datei von Sigma (X3F)</translation>
    </message>
    <message>
        <source>a Windows icon</source>
        <translation>ein Windows-Symbol</translation>
    </message>
    <message>
        <source>a GIMP document</source>
        <translation>ein GIMP-Dokument</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>ein Video</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation>eine komprimierte Datei</translation>
    </message>
    <message>
        <source>an archive</source>
        <translation>ein Archiv</translation>
    </message>
    <message>
        <source>music or a video</source>
        <translation>Musik oder ein Video</translation>
    </message>
    <message>
        <source>music</source>
        <translation>Musik</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>comparing with every photo is fast enough below %1</source>
        <translation>unter %1 Fotos ist der Vergleich mit jedem schnell genug</translation>
    </message>
    <message>
        <source>comparing with every photo was asked for</source>
        <translation>der Vergleich mit jedem Foto ist so gewünscht</translation>
    </message>
    <message>
        <source>every photo is compared with until the graph is built</source>
        <translation>bis der Graph gebaut ist, wird mit jedem Foto verglichen</translation>
    </message>
    <message>
        <source>every photo is compared with until the lists are made</source>
        <translation>bis die Listen gemacht sind, wird mit jedem Foto verglichen</translation>
    </message>
    <message>
        <source>every photo is compared with until the codes are made</source>
        <translation>bis die Codes gemacht sind, wird mit jedem Foto verglichen</translation>
    </message>
    <message>
        <source>a graph over %1 photos</source>
        <translation>ein Graph über %1 Fotos</translation>
    </message>
    <message>
        <source>%1 photos in lists of similar ones, of which the nearest are searched</source>
        <translation>%1 Fotos in Listen ähnlicher, von denen die nächsten durchsucht werden</translation>
    </message>
    <message>
        <source>codes of %1 photos point out the few to compare with in full</source>
        <translation>Codes von %1 Fotos zeigen die wenigen, die ganz verglichen werden</translation>
    </message>
    <message>
        <source>the %1 newer ones are compared with one by one</source>
        <translation>die %1 neueren werden einzeln verglichen</translation>
    </message>
    <message>
        <source>CPU, %1 threads</source>
        <translation>CPU, %1 Threads</translation>
    </message>
    <message>
        <source>CPU, %1 thread</source>
        <translation>CPU, %1 Thread</translation>
    </message>
    <message>
        <source>the built-in model is small: a GPU would wait for the decoding</source>
        <translation>das eingebaute Modell ist klein: eine GPU würde auf das Lesen der Bilder warten</translation>
    </message>
    <message>
        <source>no usable CUDA device</source>
        <translation>kein brauchbares CUDA-Gerät</translation>
    </message>
    <message>
        <source>this torch was built without CUDA</source>
        <translation>dieses Torch ist ohne CUDA gebaut</translation>
    </message>
    <message>
        <source>the CPU was asked for</source>
        <translation>die CPU ist so gewünscht</translation>
    </message>
    <message>
        <source>the GPU failed: %1</source>
        <translation>die GPU ist ausgefallen: %1</translation>
    </message>
    <message>
        <source>it is on a network file system (%1)</source>
        <translation>er liegt auf einem Netzlaufwerk (%1)</translation>
    </message>
    <message>
        <source>the system allows no further inotify instances (%1)</source>
        <translation>das System erlaubt keine weiteren inotify-Instanzen (%1)</translation>
    </message>
    <message>
        <source>the system&apos;s limit of watched folders is reached (%1)</source>
        <translation>die Grenze des Systems für beobachtete Ordner ist erreicht (%1)</translation>
    </message>
    <message>
        <source>its XMP would not come back as it was written</source>
        <translation>ihr XMP käme nicht so zurück, wie es geschrieben wurde</translation>
    </message>
    <message>
        <source>its picture would look different</source>
        <translation>ihr Bild sähe anders aus</translation>
    </message>
    <message>
        <source>it has more than one XMP packet</source>
        <translation>sie hat mehr als ein XMP-Paket</translation>
    </message>
    <message>
        <source>its XMP packet would be longer than the 64 KiB that a JPEG can hold</source>
        <translation>ihr XMP-Paket wäre länger als die 64 KiB, die ein JPEG fasst</translation>
    </message>
    <message>
        <source>it holds further pictures, which would be moved away from their index</source>
        <translation>sie enthält weitere Bilder, die sich gegen ihr Verzeichnis verschieben würden</translation>
    </message>
    <message>
        <source>it would be larger than the 4 GiB that a TIFF can hold</source>
        <translation>sie wäre größer als die 4 GiB, die ein TIFF fasst</translation>
    </message>
    <message>
        <source>this kind of file cannot be written</source>
        <translation>in diese Art von Datei kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>Eingebaut</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>It is not there any more.</source>
        <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
        <source>That is not possible here.</source>
        <translation>Das geht hier nicht.</translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation>Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>The file could not be read or written.</source>
        <translation>Die Datei konnte nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
        <source>Likeness cannot do that with this file.</source>
        <translation>Das kann Likeness mit dieser Datei nicht.</translation>
    </message>
    <message>
        <source>There is not enough memory or disk space.</source>
        <translation>Es ist nicht genug Arbeitsspeicher oder Platz auf dem Datenträger frei.</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>Es wurde angehalten.</translation>
    </message>
    <message>
        <source>Something went wrong inside Likeness.</source>
        <translation>In Likeness ist etwas schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>ErrorWindow</name>
    <message>
        <source>Likeness</source>
        <translation>Likeness</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>FacetLine</name>
    <message>
        <source>%1, left out, %2</source>
        <translation>%1, ausgeschlossen, %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>Show %1 more</source>
        <translation>%1 weitere zeigen</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>aufgeklappt</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>zugeklappt</translation>
    </message>
    <message>
        <source>Take “%1” out of the filter</source>
        <translation>„%1“ aus dem Filter nehmen</translation>
    </message>
    <message>
        <source>Find in “%1”</source>
        <translation>In „%1“ suchen</translation>
    </message>
    <message>
        <source>No longer leave out “%1”</source>
        <translation>„%1“ nicht mehr ausschließen</translation>
    </message>
    <message>
        <source>Leave out “%1”</source>
        <translation>„%1“ ausschließen</translation>
    </message>
    <message>
        <source>Alt+click, Delete</source>
        <translation>Alt+Klick, Entf</translation>
    </message>
    <message>
        <source>Look inside “%1”</source>
        <translation>In „%1“ hineinsehen</translation>
    </message>
    <message>
        <source>Up to “%1”</source>
        <translation>Hinauf zu „%1“</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle Ordner</translation>
    </message>
</context>
<context>
    <name>FacetPanel</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Close the filters</source>
        <translation>Filterleiste schließen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation>Strg+Umschalt+L</translation>
    </message>
    <message>
        <source>No photo passes the filter. Take something out of it.</source>
        <translation>Kein Foto passt zum Filter. Etwas herausnehmen hilft.</translation>
    </message>
    <message>
        <source>There is nothing to filter yet.</source>
        <translation>Es gibt noch nichts zu filtern.</translation>
    </message>
</context>
<context>
    <name>Facets</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>ISO</source>
        <translation>ISO</translation>
    </message>
    <message>
        <source>Aperture</source>
        <translation>Blende</translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation>Brennweite</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Megapixels</source>
        <translation>Megapixel</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>Dateigröße</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Has</source>
        <translation>Hat</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Proportion</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>Nahe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadrat</translation>
    </message>
    <message>
        <source>position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>%1 MP</source>
        <translation>%1 MP</translation>
    </message>
    <message>
        <source>Unrated</source>
        <translation>Ohne Wertung</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>FailuresSheet</name>
    <message numerus="yes">
        <source>%Ln file(s) could not be read</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht gelesen werden</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden</numerusform>
        </translation>
    </message>
    <message>
        <source>Every file could be read</source>
        <translation>Alle Dateien konnten gelesen werden</translation>
    </message>
    <message>
        <source>Everything else is indexed. Files are tried again when they change, or now.</source>
        <translation>Alles andere ist erfasst. Diese Dateien werden erneut versucht, wenn sie sich ändern, oder jetzt.</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter: camera:&quot;EOS 5D&quot; date:2019..2020 rating:&gt;=3 -tag:print</source>
        <translation>Filter: camera:&quot;EOS 5D&quot; date:2019..2020 rating:&gt;=3 -tag:print</translation>
    </message>
    <message>
        <source>Filter expression</source>
        <translation>Filterausdruck</translation>
    </message>
    <message>
        <source>What can be filtered</source>
        <translation>Wonach sich filtern lässt</translation>
    </message>
    <message>
        <source>Take the filter away</source>
        <translation>Filter entfernen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>camera; also lens</source>
        <translation>Kamera; auch lens (Objektiv)</translation>
    </message>
    <message>
        <source>when it was taken</source>
        <translation>Aufnahmezeit</translation>
    </message>
    <message>
        <source>stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>folder; also name</source>
        <translation>Ordner; auch name</translation>
    </message>
    <message>
        <source>one of several formats</source>
        <translation>eines von mehreren Formaten</translation>
    </message>
    <message>
        <source>or landscape, square</source>
        <translation>oder landscape, square</translation>
    </message>
    <message>
        <source>pixels; also height, size</source>
        <translation>Pixel; auch height, size</translation>
    </message>
    <message>
        <source>also aperture, focal</source>
        <translation>auch aperture (Blende), focal (Brennweite)</translation>
    </message>
    <message>
        <source>also rating, tag, title, duplicate</source>
        <translation>auch rating, tag, title, duplicate</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>Commas part alternatives, a minus in front leaves out, quotes keep words together. A word alone looks in file names.</source>
        <translation>Kommas trennen Alternativen, ein Minus davor schließt aus, Anführungszeichen halten Wörter zusammen. Ein Wort allein sucht in Dateinamen.</translation>
    </message>
    <message>
        <source>Hide the panel</source>
        <translation>Leiste ausblenden</translation>
    </message>
    <message>
        <source>Show the panel</source>
        <translation>Leiste einblenden</translation>
    </message>
    <message>
        <source>Choose from the dates, cameras, places and so on that there are</source>
        <translation>Aus den vorhandenen Daten, Kameras, Orten und so weiter wählen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation>Strg+Umschalt+L</translation>
    </message>
    <message>
        <source>town, region or country</source>
        <translation>Ort, Region oder Land</translation>
    </message>
    <message>
        <source>distance from a point</source>
        <translation>Entfernung von einem Punkt</translation>
    </message>
    <message>
        <source>proportion; also megapixels</source>
        <translation>Seitenverhältnis; auch megapixels</translation>
    </message>
    <message>
        <source>Down shows what the filter can go on with</source>
        <translation>Pfeil nach unten zeigt, wie der Filter weitergehen kann</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Active filters</source>
        <translation>Aktive Filter</translation>
    </message>
    <message>
        <source>Not %1</source>
        <translation>Nicht %1</translation>
    </message>
    <message>
        <source>Take away the filter %1</source>
        <translation>Filter %1 entfernen</translation>
    </message>
</context>
<context>
    <name>FilterOffers</name>
    <message>
        <source>How the filter can go on</source>
        <translation>Wie der Filter weitergehen kann</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Find pictures by how they look</source>
        <translation>Bilder finden, die sich ähneln</translation>
    </message>
    <message>
        <source>Show Likeness a picture and it finds the ones like it among the photos you already have, right where they are.</source>
        <translation>Zeige Likeness ein Bild, und es findet die ähnlichen unter deinen Fotos – genau dort, wo sie liegen.</translation>
    </message>
    <message>
        <source>Choose a photo folder</source>
        <translation>Fotoordner auswählen</translation>
    </message>
    <message>
        <source>or drop one anywhere in this window</source>
        <translation>oder einen irgendwo in dieses Fenster ziehen</translation>
    </message>
    <message>
        <source>Nothing leaves this machine. Your files are neither moved nor changed.</source>
        <translation>Nichts verlässt diesen Rechner. Deine Dateien werden weder verschoben noch verändert.</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>%1 × %2 (%3 MP)</source>
        <translation>%1 × %2 (%3 MP)</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>f/%1</source>
        <translation>f/%1</translation>
    </message>
    <message>
        <source>1/%1 s</source>
        <translation>1/%1 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>ISO %1</source>
        <translation>ISO %1</translation>
    </message>
    <message>
        <source>%1° %2, %3° %4</source>
        <translation>%1° %2, %3° %4</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
</context>
<context>
    <name>InspectorPanel</name>
    <message>
        <source>Select a photo to see what is known about it</source>
        <translation>Wähle ein Foto, um zu sehen, was darüber bekannt ist</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected; this is the current one</source>
        <translation>
            <numerusform>%Ln ausgewählt; dies ist das aktuelle</numerusform>
            <numerusform>%Ln ausgewählt; dies ist das aktuelle</numerusform>
        </translation>
    </message>
    <message>
        <source>Find what looks like this</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Open with the usual program</source>
        <translation>Mit dem Standardprogramm öffnen</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Strg+C</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>The drive with this file is not there. Searching goes on with what is known.</source>
        <translation>Das Laufwerk mit dieser Datei ist nicht da. Die Suche geht mit dem Bekannten weiter.</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Strg+Umschalt+C</translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical copy(s)</source>
        <translation>
            <numerusform>%Ln identische Kopie</numerusform>
            <numerusform>%Ln identische Kopien</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a title…</source>
        <translation>Titel hinzufügen …</translation>
    </message>
    <message>
        <source>Add a description…</source>
        <translation>Beschreibung hinzufügen …</translation>
    </message>
    <message>
        <source>Write to file…</source>
        <translation>In Datei schreiben …</translation>
    </message>
    <message>
        <source>Lets other programs read stars, tags, title and description</source>
        <translation>Damit andere Programme Sterne, Stichwörter, Titel und Beschreibung lesen können</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Strg+T</translation>
    </message>
</context>
<context>
    <name>LoadingNote</name>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Likeness</source>
        <translation>Likeness</translation>
    </message>
    <message>
        <source>%1 – Likeness</source>
        <translation>%1 – Likeness</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) selected</source>
        <translation>
            <numerusform>%Ln Foto ausgewählt</numerusform>
            <numerusform>%Ln Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Nothing is that much alike</source>
        <translation>So ähnlich ist nichts</translation>
    </message>
    <message>
        <source>No photo passes the filter</source>
        <translation>Kein Foto passt zum Filter</translation>
    </message>
    <message>
        <source>Nothing alike found</source>
        <translation>Nichts Ähnliches gefunden</translation>
    </message>
    <message>
        <source>The first photos appear in a moment</source>
        <translation>Gleich erscheinen die ersten Fotos</translation>
    </message>
    <message>
        <source>No photos here</source>
        <translation>Keine Fotos hier</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are below the line.</source>
        <translation>
            <numerusform>%Ln Foto liegt unter der Grenze.</numerusform>
            <numerusform>%Ln Fotos liegen unter der Grenze.</numerusform>
        </translation>
    </message>
    <message>
        <source>Likeness is still learning your photos. Results grow as it goes on.</source>
        <translation>Likeness lernt deine Fotos noch kennen. Die Ergebnisse wachsen mit.</translation>
    </message>
    <message>
        <source>Try another picture, or let more photos through the filter.</source>
        <translation>Versuche ein anderes Bild oder lass mehr Fotos durch den Filter.</translation>
    </message>
    <message>
        <source>You can already look around and search while Likeness learns the rest.</source>
        <translation>Du kannst dich schon umsehen und suchen, während Likeness den Rest kennenlernt.</translation>
    </message>
    <message>
        <source>There are no pictures in this folder that Likeness can read.</source>
        <translation>In diesem Ordner sind keine Bilder, die Likeness lesen kann.</translation>
    </message>
    <message>
        <source>Show the closest anyway</source>
        <translation>Trotzdem die nächsten zeigen</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos zeigen</translation>
    </message>
    <message>
        <source>Add a photo folder…</source>
        <translation>Fotoordner hinzufügen …</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Choose a photo folder</source>
        <translation>Fotoordner auswählen</translation>
    </message>
    <message>
        <source>Pick a picture to find what looks like it</source>
        <translation>Ein Bild wählen, um Ähnliches zu finden</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Keep this search</source>
        <translation>Diese Suche behalten</translation>
    </message>
    <message>
        <source>It stays in the sidebar and finds new photos too.</source>
        <translation>Sie bleibt in der Seitenleiste und findet auch neue Fotos.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln photo(s) for ever?</source>
        <translation>
            <numerusform>%Ln Foto endgültig löschen?</numerusform>
            <numerusform>%Ln Fotos endgültig löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>The files are removed from the disk and cannot be brought back.</source>
        <translation>Die Dateien werden von der Platte entfernt und lassen sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Remove “%1” from Likeness?</source>
        <translation>„%1“ aus Likeness entfernen?</translation>
    </message>
    <message>
        <source>The photos stay on the disk untouched. Likeness only stops showing and searching them.</source>
        <translation>Die Fotos bleiben unberührt auf der Platte. Likeness zeigt und durchsucht sie nur nicht mehr.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln folder(s) to Likeness?</source>
        <translation>
            <numerusform>%Ln Ordner zu Likeness hinzufügen?</numerusform>
            <numerusform>%Ln Ordner zu Likeness hinzufügen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Their photos are indexed where they are; nothing is moved or copied.</source>
        <translation>Ihre Fotos werden dort erfasst, wo sie liegen; nichts wird verschoben oder kopiert.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>A comparison needs two models that have learnt this library.</source>
        <translation>Ein Vergleich braucht zwei Modelle, die diese Bibliothek kennen.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Get a model that does</source>
        <translation>Ein Modell holen, das sie versteht</translation>
    </message>
    <message>
        <source>“%1” is installed.</source>
        <translation>„%1“ ist installiert.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Select the photos to compare first: two or more.</source>
        <translation>Zuerst die Fotos zum Vergleichen auswählen: zwei oder mehr.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Rename the tag “%1”</source>
        <translation>Stichwort „%1“ umbenennen</translation>
    </message>
    <message>
        <source>On every photo that has it. If the new name is a tag already, the two become one.</source>
        <translation>Bei jedem Foto, das es hat. Gibt es den neuen Namen schon als Stichwort, werden beide eins.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rejected photo(s) not moved to the trash</source>
        <translation>
            <numerusform>%Ln verworfenes Foto ist nicht im Papierkorb</numerusform>
            <numerusform>%Ln verworfene Fotos sind nicht im Papierkorb</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message numerus="yes">
        <source>Tag %Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto verschlagworten</numerusform>
            <numerusform>%Ln Fotos verschlagworten</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>MapOverviewPanel</name>
    <message>
        <source>Overview of the map</source>
        <translation>Übersicht der Karte</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message numerus="yes">
        <source>Map of %Ln photo(s)</source>
        <translation>
            <numerusform>Karte von %Ln Foto</numerusform>
            <numerusform>Karte von %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo is current.</source>
        <translation>Kein Foto ist das aktuelle.</translation>
    </message>
    <message>
        <source>%1, selected</source>
        <translation>%1, ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln photo(s)</source>
        <translation>
            <numerusform>%1, %Ln Foto</numerusform>
            <numerusform>%1, %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Not among the photos shown</source>
        <translation>Nicht unter den gezeigten Fotos</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Näher</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Draw around photos to select them</source>
        <translation>Fotos umranden, um sie auszuwählen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Lay the map out anew</source>
        <translation>Karte neu anordnen</translation>
    </message>
    <message>
        <source>The map is not up to date: %1</source>
        <translation>Die Karte ist nicht aktuell: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are not on the map yet</source>
        <translation>
            <numerusform>%Ln Foto ist noch nicht auf der Karte</numerusform>
            <numerusform>%Ln Fotos sind noch nicht auf der Karte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of the present question</source>
        <translation>
            <numerusform>%Ln Foto zur aktuellen Frage</numerusform>
            <numerusform>%Ln Fotos zur aktuellen Frage</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo on the map answers the present question</source>
        <translation>Kein Foto auf der Karte passt zur aktuellen Frage</translation>
    </message>
    <message>
        <source>%1… %2 %</source>
        <translation>%1 … %2 %</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) selected</source>
        <translation>
            <numerusform>%Ln Foto ausgewählt</numerusform>
            <numerusform>%Ln Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in grid</source>
        <translation>Im Raster zeigen</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Ctrl+Shift+A</source>
        <translation>Strg+Umschalt+A</translation>
    </message>
    <message>
        <source>There is no map</source>
        <translation>Es gibt keine Karte</translation>
    </message>
    <message>
        <source>The map is not there yet</source>
        <translation>Die Karte ist noch nicht da</translation>
    </message>
    <message>
        <source>The map appears when all photos have found their places.</source>
        <translation>Die Karte erscheint, wenn alle Fotos ihren Platz gefunden haben.</translation>
    </message>
    <message>
        <source>It is made when Likeness has learnt your photos; what looks alike will lie together.</source>
        <translation>Sie entsteht, sobald Likeness die Fotos kennengelernt hat; was ähnlich aussieht, liegt dann beisammen.</translation>
    </message>
</context>
<context>
    <name>MarkBar</name>
    <message numerus="yes">
        <source>%Ln more like this</source>
        <translation>
            <numerusform>%Ln × mehr davon</numerusform>
            <numerusform>%Ln × mehr davon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln less like this</source>
        <translation>
            <numerusform>%Ln × weniger davon</numerusform>
            <numerusform>%Ln × weniger davon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s) taken away</source>
        <translation>
            <numerusform>%Ln Markierung entfernt</numerusform>
            <numerusform>%Ln Markierungen entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Marked: %1</source>
        <translation>Markiert: %1</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Forget these marks</source>
        <translation>Diese Markierungen vergessen</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Search again with what is marked. Alt+Left takes the round back.</source>
        <translation>Mit dem Markierten erneut suchen. Alt+Links nimmt die Runde zurück.</translation>
    </message>
</context>
<context>
    <name>MarksChip</name>
    <message numerus="yes">
        <source>%Ln more like this</source>
        <translation>
            <numerusform>%Ln × mehr davon</numerusform>
            <numerusform>%Ln × mehr davon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln less like this</source>
        <translation>
            <numerusform>%Ln × weniger davon</numerusform>
            <numerusform>%Ln × weniger davon</numerusform>
        </translation>
    </message>
    <message>
        <source>Take these marks away</source>
        <translation>Diese Markierungen entfernen</translation>
    </message>
    <message>
        <source>Take the mark of %1 away</source>
        <translation>Markierung von %1 entfernen</translation>
    </message>
</context>
<context>
    <name>MessageBanner</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>%1, in use</source>
        <translation>%1, in Gebrauch</translation>
    </message>
    <message>
        <source>%1, arriving</source>
        <translation>%1, kommt</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Arriving</source>
        <translation>Kommt</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>The same question, answered by this model and by the one in use, side by side</source>
        <translation>Dieselbe Frage, von diesem Modell und dem in Gebrauch beantwortet, nebeneinander</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>Vergessen …</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Forgets what it knows of this library; the model itself stays.</source>
        <translation>Vergisst, was es von dieser Bibliothek weiß; das Modell selbst bleibt.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>No words, pictures only</source>
        <translation>Keine Wörter, nur Bilder</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Versteht es</translation>
    </message>
    <message>
        <source>Knows</source>
        <translation>Kennt</translation>
    </message>
    <message>
        <source>%1 of %2 photos</source>
        <translation>%1 von %2 Fotos</translation>
    </message>
    <message>
        <source>no photo yet</source>
        <translation>noch kein Foto</translation>
    </message>
    <message>
        <source>Photos of this library that this model has learnt. Copies count once.</source>
        <translation>Fotos dieser Bibliothek, die dieses Modell kennt. Kopien zählen einmal.</translation>
    </message>
    <message>
        <source>Speed here</source>
        <translation>Tempo hier</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Takes a few seconds.</source>
        <translation>Dauert ein paar Sekunden.</translation>
    </message>
    <message>
        <source>Measure the speed of %1</source>
        <translation>Tempo von %1 messen</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>While it is in use.</source>
        <translation>Solange es in Gebrauch ist.</translation>
    </message>
    <message>
        <source>Numbers per photo</source>
        <translation>Zahlen je Foto</translation>
    </message>
    <message>
        <source>A photo is described by this many numbers. More tell finer differences and take more room.</source>
        <translation>So viele Zahlen beschreiben ein Foto. Mehr unterscheiden feiner und brauchen mehr Platz.</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>“%1” answers meanwhile.</source>
        <translation>„%1“ antwortet inzwischen.</translation>
    </message>
    <message>
        <source>Stopped: %1.</source>
        <translation>Angehalten: %1.</translation>
    </message>
    <message>
        <source>Paused at %1 of %2 photos.</source>
        <translation>Pause bei %1 von %2 Fotos.</translation>
    </message>
    <message>
        <source>Looking through the photos.</source>
        <translation>Die Fotos werden durchgesehen.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Call off</source>
        <translation>Abblasen</translation>
    </message>
    <message>
        <source>Stays with “%1”. What has been learnt is kept for another time.</source>
        <translation>Bleibt bei „%1“. Was gelernt ist, bleibt für ein andermal.</translation>
    </message>
</context>
<context>
    <name>ModelFact</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Back to the installed models</source>
        <translation>Zurück zu den installierten Modellen</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Get more models</source>
        <translation>Weitere Modelle</translation>
    </message>
    <message>
        <source>Fetched from Hugging Face and kept in your library. Photos never leave this machine.</source>
        <translation>Von Hugging Face geholt und in Ihrer Bibliothek abgelegt. Fotos verlassen diesen Rechner nie.</translation>
    </message>
    <message>
        <source>A model decides what “looks alike” means. Several can learn the same library side by side.</source>
        <translation>Ein Modell entscheidet, was „ähnlich“ heißt. Mehrere können dieselbe Bibliothek nebeneinander lernen.</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen …</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Wird importiert …</translation>
    </message>
    <message>
        <source>Import folder…</source>
        <translation>Ordner importieren …</translation>
    </message>
    <message>
        <source>A folder as Hugging Face stores a model, or a TorchScript file with likeness.json. It can also be dropped here.</source>
        <translation>Ein Ordner, wie Hugging Face ein Modell ablegt, oder eine TorchScript-Datei mit likeness.json. Er lässt sich auch hierher ziehen.</translation>
    </message>
    <message>
        <source>Downloads…</source>
        <translation>Downloads …</translation>
    </message>
    <message>
        <source>Get more…</source>
        <translation>Weitere holen …</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>None of these understands words</source>
        <translation>Keines davon versteht Wörter</translation>
    </message>
    <message>
        <source>With a model that does, “a dog on the beach” finds photos as well as a picture does, and both can be mixed.</source>
        <translation>Mit einem, das sie versteht, findet „ein Hund am Strand“ Fotos so gut wie ein Bild, und beides lässt sich mischen.</translation>
    </message>
    <message>
        <source>Get one…</source>
        <translation>Eines holen …</translation>
    </message>
    <message>
        <source>No list of models</source>
        <translation>Keine Liste der Modelle</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Einen Augenblick</translation>
    </message>
    <message>
        <source>The list of models is empty</source>
        <translation>Die Liste der Modelle ist leer</translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation>Modellordner wählen</translation>
    </message>
    <message>
        <source>Forget what “%1” has learnt?</source>
        <translation>Vergessen, was „%1“ gelernt hat?</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>„%1“ entfernen?</translation>
    </message>
    <message>
        <source>Its numbers for the photos of this library are deleted. Using it again means learning all photos anew.</source>
        <translation>Seine Zahlen zu den Fotos dieser Bibliothek werden gelöscht. Es wieder zu verwenden heißt, alle Fotos neu zu lernen.</translation>
    </message>
    <message>
        <source>The model and what it has learnt of this library are deleted. Having it back means fetching it and learning all photos anew. Your photos are not touched.</source>
        <translation>Das Modell und was es von dieser Bibliothek gelernt hat, werden gelöscht. Um es zurückzuhaben, muss man es holen und alle Fotos neu lernen lassen. Ihre Fotos bleiben unberührt.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>NameSheet</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>A name cannot hold a slash.</source>
        <translation>Ein Name darf keinen Schrägstrich enthalten.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>PhotoCell</name>
    <message>
        <source>Likeness %1</source>
        <translation>Ähnlichkeit %1</translation>
    </message>
    <message>
        <source>place %1 on the other side</source>
        <translation>Platz %1 auf der anderen Seite</translation>
    </message>
    <message>
        <source>only on this side</source>
        <translation>nur auf dieser Seite</translation>
    </message>
    <message>
        <source>only here</source>
        <translation>nur hier</translation>
    </message>
    <message>
        <source>marked: more like this</source>
        <translation>markiert: mehr davon</translation>
    </message>
    <message>
        <source>marked: less like this</source>
        <translation>markiert: weniger davon</translation>
    </message>
    <message numerus="yes">
        <source>first of an open stack of %Ln</source>
        <translation>
            <numerusform>erstes eines offenen Stapels von %Ln</numerusform>
            <numerusform>erstes eines offenen Stapels von %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stack of %Ln</source>
        <translation>
            <numerusform>Stapel von %Ln</numerusform>
            <numerusform>Stapel von %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoCompareCaption</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>PhotoCompareFacts</name>
    <message>
        <source>How the photos differ in what is known about them</source>
        <translation>Worin sich die Angaben zu den Fotos unterscheiden</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Everything known about them is the same.</source>
        <translation>Alles, was über sie bekannt ist, ist gleich.</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more that are the same</source>
        <translation>
            <numerusform>%Ln weitere Angabe ist gleich</numerusform>
            <numerusform>%Ln weitere Angaben sind gleich</numerusform>
        </translation>
    </message>
    <message>
        <source>Shift+I</source>
        <translation>Umschalt+I</translation>
    </message>
    <message>
        <source>Hide what is the same for all</source>
        <translation>Ausblenden, was bei allen gleich ist</translation>
    </message>
    <message>
        <source>Show what is the same, too</source>
        <translation>Auch zeigen, was gleich ist</translation>
    </message>
</context>
<context>
    <name>PhotoCompareHead</name>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message numerus="yes">
        <source>Compare %Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto vergleichen</numerusform>
            <numerusform>%Ln Fotos vergleichen</numerusform>
        </translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>Wechseln</translation>
    </message>
    <message>
        <source>One in the place of the other; X changes between them</source>
        <translation>Eines an der Stelle des anderen; X wechselt zwischen ihnen</translation>
    </message>
    <message>
        <source>Curtain</source>
        <translation>Vorhang</translation>
    </message>
    <message>
        <source>One beside the other in the same place, with a line to pull</source>
        <translation>Eines neben dem anderen an derselben Stelle, mit einer Linie zum Ziehen</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Where the two are not the same, made stronger</source>
        <translation>Wo die beiden nicht gleich sind, verstärkt</translation>
    </message>
    <message>
        <source>Showing differences needs a graphics driver.</source>
        <translation>Um Unterschiede zu zeigen, braucht es einen Grafiktreiber.</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln photos at once</source>
        <translation>
            <numerusform>%Ln Foto zugleich zeigen</numerusform>
            <numerusform>%Ln Fotos zugleich zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Zoom and move together</source>
        <translation>Gemeinsam vergrößern und verschieben</translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation>Strg+Y</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>One pixel to one</source>
        <translation>Eins zu eins</translation>
    </message>
    <message>
        <source>How they differ in what is known about them</source>
        <translation>Worin sich die Angaben zu ihnen unterscheiden</translation>
    </message>
</context>
<context>
    <name>PhotoCompareOverlay</name>
    <message>
        <source>%1 over %2</source>
        <translation>%1 über %2</translation>
    </message>
    <message>
        <source>Line between the two photos: %1 %</source>
        <translation>Linie zwischen den beiden Fotos: %1 %</translation>
    </message>
    <message>
        <source>“%1” cannot be shown in full</source>
        <translation>„%1“ lässt sich nicht vollständig zeigen</translation>
    </message>
    <message>
        <source>The file may be damaged or gone.</source>
        <translation>Die Datei ist vielleicht beschädigt oder fort.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <source>No difference to be seen</source>
        <translation>Kein Unterschied zu sehen</translation>
    </message>
    <message>
        <source>They differ by %1 % on average; %2 % of the pixels visibly</source>
        <translation>Sie unterscheiden sich im Mittel um %1 %; %2 % der Pixel sichtbar</translation>
    </message>
    <message>
        <source>How much stronger differences are shown</source>
        <translation>Wie stark Unterschiede hervorgehoben werden</translation>
    </message>
</context>
<context>
    <name>PhotoComparePage</name>
    <message>
        <source>Compare photos</source>
        <translation>Fotos vergleichen</translation>
    </message>
    <message>
        <source>Nothing is left to compare</source>
        <translation>Nichts mehr zu vergleichen</translation>
    </message>
    <message>
        <source>What you rejected can be brought back with Ctrl+Z.</source>
        <translation>Verworfenes lässt sich mit Strg+Z zurückholen.</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%Ln kept</source>
        <translation>
            <numerusform>%Ln behalten</numerusform>
            <numerusform>%Ln behalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rejected</source>
        <translation>
            <numerusform>%Ln verworfen</numerusform>
            <numerusform>%Ln verworfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln rejected photo(s) to the trash</source>
        <translation>
            <numerusform>%Ln verworfenes Foto in den Papierkorb</numerusform>
            <numerusform>%Ln verworfene Fotos in den Papierkorb</numerusform>
        </translation>
    </message>
    <message>
        <source>They can be brought back with Ctrl+Z.</source>
        <translation>Sie lassen sich mit Strg+Z zurückholen.</translation>
    </message>
</context>
<context>
    <name>PhotoComparePane</name>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>not decided</source>
        <translation>nicht entschieden</translation>
    </message>
    <message>
        <source>This photo is offline</source>
        <translation>Dieses Foto ist offline</translation>
    </message>
    <message>
        <source>This photo cannot be shown in full</source>
        <translation>Dieses Foto lässt sich nicht vollständig zeigen</translation>
    </message>
    <message>
        <source>The drive it is on is not there.</source>
        <translation>Das Laufwerk, auf dem es liegt, ist nicht da.</translation>
    </message>
    <message>
        <source>The file may be damaged or gone.</source>
        <translation>Die Datei ist vielleicht beschädigt oder fort.</translation>
    </message>
</context>
<context>
    <name>PhotoCompareStrip</name>
    <message>
        <source>Photos to compare</source>
        <translation>Fotos zum Vergleichen</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>gezeigt</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Find what looks like this</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are less alike than that</source>
        <translation>
            <numerusform>%Ln Foto ist weniger ähnlich</numerusform>
            <numerusform>%Ln Fotos sind weniger ähnlich</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them too</source>
        <translation>Auch zeigen</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger davon</translation>
    </message>
</context>
<context>
    <name>PhotoMenu</name>
    <message>
        <source>Find what looks like this</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger davon</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Open with the usual program</source>
        <translation>Mit dem Standardprogramm öffnen</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei kopieren</numerusform>
            <numerusform>%Ln Dateien kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Strg+C</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Strg+Umschalt+C</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photo(s) to trash</source>
        <translation>
            <numerusform>%Ln Foto in den Papierkorb</numerusform>
            <numerusform>%Ln Fotos in den Papierkorb</numerusform>
        </translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Delete for ever…</source>
        <translation>Endgültig löschen …</translation>
    </message>
    <message>
        <source>Shift+Del</source>
        <translation>Umschalt+Entf</translation>
    </message>
    <message>
        <source>Compare photos</source>
        <translation>Fotos vergleichen</translation>
    </message>
    <message numerus="yes">
        <source>Compare %Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto vergleichen</numerusform>
            <numerusform>%Ln Fotos vergleichen</numerusform>
        </translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation>Stichwörter …</translation>
    </message>
    <message>
        <source>Write to file…</source>
        <translation>In Datei schreiben …</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Strg+T</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>%1 percent</source>
        <translation>%1 Prozent</translation>
    </message>
</context>
<context>
    <name>QueryBar</name>
    <message>
        <source>Hide the sidebar</source>
        <translation>Seitenleiste ausblenden</translation>
    </message>
    <message>
        <source>Show the sidebar</source>
        <translation>Seitenleiste einblenden</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Strg+B</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Links</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation>Alt+Rechts</translation>
    </message>
    <message>
        <source>and…</source>
        <translation>und …</translation>
    </message>
    <message>
        <source>Drop, paste or pick a picture to find what looks like it</source>
        <translation>Bild hineinziehen, einfügen oder wählen, um Ähnliches zu finden</translation>
    </message>
    <message>
        <source>Search in words</source>
        <translation>In Worten suchen</translation>
    </message>
    <message>
        <source>Clear the question</source>
        <translation>Anfrage leeren</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Search with what is on the clipboard</source>
        <translation>Mit der Zwischenablage suchen</translation>
    </message>
    <message>
        <source>Ctrl+V</source>
        <translation>Strg+V</translation>
    </message>
    <message>
        <source>Pick a picture…</source>
        <translation>Bild wählen …</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Strg+O</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Strg+L</translation>
    </message>
    <message>
        <source>Keep this search…</source>
        <translation>Diese Suche behalten …</translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation>Strg+S</translation>
    </message>
    <message>
        <source>Hide the details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Show the details</source>
        <translation>Details einblenden</translation>
    </message>
    <message>
        <source>Say what you look for, or drop, paste or pick a picture</source>
        <translation>Sagen Sie, was Sie suchen, oder geben Sie ein Bild</translation>
    </message>
</context>
<context>
    <name>QueryChip</name>
    <message>
        <source>Less like %1</source>
        <translation>Weniger wie %1</translation>
    </message>
    <message>
        <source>More like %1</source>
        <translation>Mehr wie %1</translation>
    </message>
    <message>
        <source>Weight %1</source>
        <translation>Gewicht %1</translation>
    </message>
    <message>
        <source>Look for this instead of away from it</source>
        <translation>Danach suchen statt davon weg</translation>
    </message>
    <message>
        <source>Look away from this instead of for it</source>
        <translation>Davon weg suchen statt danach</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Less like “%1”. Scroll to change how much it counts.</source>
        <translation>Weniger wie „%1“. Mit dem Mausrad das Gewicht ändern.</translation>
    </message>
    <message>
        <source>More like “%1”. Scroll to change how much it counts.</source>
        <translation>Mehr wie „%1“. Mit dem Mausrad das Gewicht ändern.</translation>
    </message>
</context>
<context>
    <name>ResultsHeader</name>
    <message>
        <source>Likeness</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 selected</source>
        <translation>
            <numerusform>%Ln von %1 ausgewählt</numerusform>
            <numerusform>%Ln von %1 ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln alike</source>
        <translation>
            <numerusform>%Ln ähnliches</numerusform>
            <numerusform>%Ln ähnliche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>Least likeness shown</source>
        <translation>Kleinste gezeigte Ähnlichkeit</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Order: %1</source>
        <translation>Reihenfolge: %1</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Strg+Mausrad</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Aufsteigend</translation>
    </message>
    <message numerus="yes">
        <source>%1 alike, the closest %Ln shown</source>
        <translation>
            <numerusform>%1 ähnlich, das nächste gezeigt</numerusform>
            <numerusform>%1 ähnlich, die nächsten %Ln gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos less alike than this are hidden.</source>
        <translation>Weniger ähnliche Fotos sind verborgen.</translation>
    </message>
    <message>
        <source>Back to the suggested line</source>
        <translation>Zurück zur vorgeschlagenen Grenze</translation>
    </message>
    <message>
        <source>Why this line?</source>
        <translation>Warum diese Grenze?</translation>
    </message>
    <message>
        <source>No photo here stands out: the closest ones are about as alike as chance would have them. They are shown all the same, with paler scores.</source>
        <translation>Kein Foto ragt heraus: Die nächsten sind etwa so ähnlich, wie es der Zufall will. Sie werden trotzdem gezeigt, mit blasseren Werten.</translation>
    </message>
    <message>
        <source>The mark at %1 is where Likeness draws the line: of the photos above it, at most every fifth is there by chance.</source>
        <translation>Bei der Marke %1 zieht Likeness die Grenze: Von den Fotos darüber ist höchstens jedes fünfte durch Zufall da.</translation>
    </message>
    <message>
        <source>You have moved the line yourself.</source>
        <translation>Sie haben die Grenze selbst verschoben.</translation>
    </message>
    <message>
        <source>Fewer than a screenful reach it, so the closest others are shown too, with paler scores.</source>
        <translation>Weniger als ein Bildschirm voll erreicht sie, darum werden die nächsten auch gezeigt, mit blasseren Werten.</translation>
    </message>
    <message>
        <source>Compare models…</source>
        <translation>Modelle vergleichen …</translation>
    </message>
    <message>
        <source>Compare models: the same question, answered by two side by side</source>
        <translation>Modelle vergleichen: dieselbe Frage, von zweien nebeneinander beantwortet</translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translation>Strg+Umschalt+M</translation>
    </message>
    <message>
        <source>By look</source>
        <translation>Nach Aussehen</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln alike</source>
        <translation>
            <numerusform>%1 von %Ln ähnlichen</numerusform>
            <numerusform>%1 von %Ln ähnlichen</numerusform>
        </translation>
    </message>
    <message>
        <source>arranging…</source>
        <translation>wird angeordnet …</translation>
    </message>
    <message>
        <source>the first %1 by look</source>
        <translation>die ersten %1 nach Aussehen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more in stacks</source>
        <translation>
            <numerusform>%Ln weiteres in Stapeln</numerusform>
            <numerusform>%Ln weitere in Stapeln</numerusform>
        </translation>
    </message>
    <message>
        <source>Stack bursts and near-duplicates</source>
        <translation>Serien und fast gleiche Fotos stapeln</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) lie in stacks</source>
        <translation>
            <numerusform>%Ln Foto liegt in Stapeln</numerusform>
            <numerusform>%Ln Fotos liegen in Stapeln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShortcutsSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Query bar</source>
        <translation>Suchleiste</translation>
    </message>
    <message>
        <source>Search with the clipboard</source>
        <translation>Mit der Zwischenablage suchen</translation>
    </message>
    <message>
        <source>Pick a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>What looks like this</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Keep this search</source>
        <translation>Diese Suche behalten</translation>
    </message>
    <message>
        <source>Back, forward</source>
        <translation>Zurück, vor</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Ein Schritt zurück</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Select up to there</source>
        <translation>Bis dort auswählen</translation>
    </message>
    <message>
        <source>Select this one too</source>
        <translation>Dieses auch auswählen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Select the others</source>
        <translation>Auswahl umkehren</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Open with the usual program</source>
        <translation>Mit dem Standardprogramm öffnen</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>Betrachter</translation>
    </message>
    <message>
        <source>Previous, next</source>
        <translation>Voriges, nächstes</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Am Zeiger vergrößern</translation>
    </message>
    <message>
        <source>One pixel to one</source>
        <translation>Eins zu eins</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>Ansicht drehen</translation>
    </message>
    <message>
        <source>Search a part</source>
        <translation>Ausschnitt suchen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>Nach Änderungen suchen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Size of the part</source>
        <translation>Größe des Ausschnitts</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Compare two models</source>
        <translation>Zwei Modelle vergleichen</translation>
    </message>
    <message>
        <source>Mark as more / less like this</source>
        <translation>Als mehr / weniger davon markieren</translation>
    </message>
    <message>
        <source>Search again with the marks</source>
        <translation>Mit den Markierungen erneut suchen</translation>
    </message>
    <message>
        <source>Filter panel</source>
        <translation>Filterleiste</translation>
    </message>
    <message>
        <source>Arrange by look</source>
        <translation>Nach Aussehen anordnen</translation>
    </message>
    <message>
        <source>Compare the selected</source>
        <translation>Ausgewählte vergleichen</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Stichwörter vergeben</translation>
    </message>
    <message>
        <source>Write to file</source>
        <translation>In Datei schreiben</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Next photo that way</source>
        <translation>Nächstes Foto in dieser Richtung</translation>
    </message>
    <message>
        <source>Move the map</source>
        <translation>Karte verschieben</translation>
    </message>
    <message>
        <source>Nearer / farther</source>
        <translation>Näher / weiter weg</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Draw around photos</source>
        <translation>Fotos umranden</translation>
    </message>
    <message>
        <source>Select a rectangle</source>
        <translation>Rechteck auswählen</translation>
    </message>
    <message>
        <source>Show the selected in the grid</source>
        <translation>Ausgewählte im Raster zeigen</translation>
    </message>
    <message>
        <source>Compare photos</source>
        <translation>Fotos vergleichen</translation>
    </message>
    <message>
        <source>Previous, next in this place</source>
        <translation>Voriges, nächstes an diesem Platz</translation>
    </message>
    <message>
        <source>The other place</source>
        <translation>Der andere Platz</translation>
    </message>
    <message>
        <source>So many at once</source>
        <translation>So viele zugleich</translation>
    </message>
    <message>
        <source>Side by side, flip, curtain, difference</source>
        <translation>Nebeneinander, Wechsel, Vorhang, Unterschied</translation>
    </message>
    <message>
        <source>Zoom together</source>
        <translation>Gemeinsam zoomen</translation>
    </message>
    <message>
        <source>Keep / reject</source>
        <translation>Behalten / verwerfen</translation>
    </message>
    <message>
        <source>Rejected ones to the trash</source>
        <translation>Verworfene in den Papierkorb</translation>
    </message>
    <message>
        <source>What differs, everything</source>
        <translation>Was abweicht, alles</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Dubletten</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Photos of a group</source>
        <translation>Fotos einer Gruppe</translation>
    </message>
    <message>
        <source>Accept what is proposed</source>
        <translation>Vorschlag annehmen</translation>
    </message>
    <message>
        <source>This one stays</source>
        <translation>Dieses bleibt</translation>
    </message>
    <message>
        <source>To the trash, or not</source>
        <translation>In den Papierkorb oder nicht</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Not duplicates</source>
        <translation>Keine Dubletten</translation>
    </message>
    <message>
        <source>Apply…</source>
        <translation>Anwenden …</translation>
    </message>
    <message>
        <source>To the other model&apos;s side</source>
        <translation>Zur Seite des anderen Modells</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Pin a cluster</source>
        <translation>Cluster anheften</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Open or close a stack</source>
        <translation>Einen Stapel öffnen oder schließen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Nearer / farther, fit, one pixel to one</source>
        <translation>Näher / ferner, einpassen, Pixel für Pixel</translation>
    </message>
    <message>
        <source>Add a photo folder</source>
        <translation>Einen Fotoordner hinzufügen</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Undo what was done last</source>
        <translation>Zuletzt Getanes zurücknehmen</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>Ziehen</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Add a photo folder…</source>
        <translation>Fotoordner hinzufügen …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Strg+Umschalt+O</translation>
    </message>
    <message>
        <source>Kept searches</source>
        <translation>Behaltene Suchen</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Forget this search</source>
        <translation>Diese Suche vergessen</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Light or dark as the desktop</source>
        <translation>Hell oder dunkel wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>arriving</source>
        <translation>kommt</translation>
    </message>
    <message>
        <source>fetching</source>
        <translation>wird geholt</translation>
    </message>
    <message>
        <source>“%1” is learning the library; “%2” answers meanwhile.</source>
        <translation>„%1“ lernt die Bibliothek; „%2“ antwortet inzwischen.</translation>
    </message>
    <message>
        <source>“%1” answers.</source>
        <translation>„%1“ antwortet.</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Entdecken</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>All photos at once; what looks alike lies together.</source>
        <translation>Alle Fotos auf einmal; was ähnlich aussieht, liegt beisammen.</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Photos that belong together, gathered.</source>
        <translation>Fotos, die zusammengehören, gesammelt.</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Dubletten</translation>
    </message>
</context>
<context>
    <name>SidebarFolder</name>
    <message>
        <source>Offline. Its photos stay searchable; they open again when the drive is back.</source>
        <translation>Offline. Die Fotos bleiben durchsuchbar; sie öffnen sich wieder, wenn das Laufwerk zurück ist.</translation>
    </message>
    <message>
        <source>Looked through now and then instead of watched: %1</source>
        <translation>Wird ab und zu durchgesehen statt überwacht: %1</translation>
    </message>
    <message>
        <source>Fold %1</source>
        <translation>%1 zuklappen</translation>
    </message>
    <message>
        <source>Unfold %1</source>
        <translation>%1 aufklappen</translation>
    </message>
    <message>
        <source>Show its photos</source>
        <translation>Fotos zeigen</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>Nach Änderungen suchen</translation>
    </message>
    <message>
        <source>Open in the file manager</source>
        <translation>In der Dateiverwaltung öffnen</translation>
    </message>
    <message>
        <source>Remove from Likeness…</source>
        <translation>Aus Likeness entfernen …</translation>
    </message>
</context>
<context>
    <name>SidebarItem</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message numerus="yes">
        <source>Rating: %n star(s)</source>
        <translation>
            <numerusform>Bewertung: %n Stern</numerusform>
            <numerusform>Bewertung: %n Sterne</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Go on indexing</source>
        <translation>Weiter erfassen</translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <translation>Erfassen anhalten</translation>
    </message>
    <message numerus="yes">
        <source>Looking through the folders: %Ln file(s)</source>
        <translation>
            <numerusform>Ordner werden durchgesehen: %Ln Datei</numerusform>
            <numerusform>Ordner werden durchgesehen: %Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Learning %1 of %2 photos</source>
        <translation>Lernt %1 von %2 Fotos kennen</translation>
    </message>
    <message>
        <source>Paused at %1 of %2</source>
        <translation>Angehalten bei %1 von %2</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Everything is up to date</source>
        <translation>Alles ist auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Files seen</source>
        <translation>Dateien gesehen</translation>
    </message>
    <message>
        <source>Learnt</source>
        <translation>Gelernt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Slowest step</source>
        <translation>Langsamster Schritt</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>Rechnet auf</translation>
    </message>
    <message>
        <source>Draws with</source>
        <translation>Zeichnet mit</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read…</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht gelesen werden …</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden …</numerusform>
        </translation>
    </message>
    <message>
        <source>“%3” learns %1 of %2 photos</source>
        <translation>„%3“ lernt %1 von %2 Fotos</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antwortet</translation>
    </message>
    <message>
        <source>Learns</source>
        <translation>Lernt</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>How right and how fast the search is, and what it runs on.</source>
        <translation>Wie treffend und wie schnell die Suche ist und worauf sie läuft.</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Strg+D</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) offline; everything else is up to date</source>
        <translation>
            <numerusform>%Ln Ordner offline; alles andere ist auf dem neuesten Stand</numerusform>
            <numerusform>%Ln Ordner offline; alles andere ist auf dem neuesten Stand</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>%1, on %2 of %3 photos</source>
        <translation>%1, an %2 von %3 Fotos</translation>
    </message>
    <message>
        <source>Delete removes it</source>
        <translation>Entf entfernt es</translation>
    </message>
    <message>
        <source>Enter puts it on all, Delete removes it</source>
        <translation>Eingabe setzt es an alle, Entf entfernt es</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln Stichwort</numerusform>
            <numerusform>%Ln Stichwörter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag %Ln photo(s)…</source>
        <translation>
            <numerusform>%Ln Foto ein Stichwort geben …</numerusform>
            <numerusform>%Ln Fotos ein Stichwort geben …</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a tag…</source>
        <translation>Stichwort hinzufügen …</translation>
    </message>
    <message>
        <source>Enter adds the tag, Backspace in the empty line removes the last one</source>
        <translation>Eingabe fügt das Stichwort hinzu, Rücktaste in der leeren Zeile entfernt das letzte</translation>
    </message>
    <message>
        <source>Tags to choose from</source>
        <translation>Stichwörter zur Auswahl</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Viewer: %1</source>
        <translation>Betrachter: %1</translation>
    </message>
    <message>
        <source>This photo is offline</source>
        <translation>Dieses Foto ist offline</translation>
    </message>
    <message>
        <source>This photo cannot be shown in full</source>
        <translation>Dieses Foto lässt sich nicht ganz zeigen</translation>
    </message>
    <message>
        <source>The drive it is on is not there. What is seen is the thumbnail.</source>
        <translation>Das Laufwerk ist nicht da. Zu sehen ist das Vorschaubild.</translation>
    </message>
    <message>
        <source>The file may be damaged or gone.</source>
        <translation>Die Datei ist vielleicht beschädigt oder fort.</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Find what looks like this</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message>
        <source>Search a part of it</source>
        <translation>Einen Ausschnitt suchen</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>One pixel to one</source>
        <translation>Eins zu eins</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>Ansicht drehen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Draw a box around what you are looking for</source>
        <translation>Ziehe einen Rahmen um das Gesuchte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add to the question</source>
        <translation>Zur Frage hinzu</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Umschalt+Eingabe</translation>
    </message>
    <message>
        <source>Search this part</source>
        <translation>Diesen Teil suchen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Arrow keys move the box, with Shift they change its size, with Ctrl in small steps.</source>
        <translation>Pfeiltasten verschieben den Rahmen, mit Umschalt ändern sie seine Größe, mit Strg in kleinen Schritten.</translation>
    </message>
</context>
<context>
    <name>WriteSheet</name>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) written</source>
        <translation>
            <numerusform>%Ln Datei geschrieben</numerusform>
            <numerusform>%Ln Dateien geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) said it already.</source>
        <translation>
            <numerusform>Bei %Ln Foto stand es schon so.</numerusform>
            <numerusform>Bei %Ln Fotos stand es schon so.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stars, tags, title and description of %Ln photo(s) become readable for other programs. Nothing else in the files changes.</source>
        <translation>
            <numerusform>Sterne, Stichwörter, Titel und Beschreibung von %Ln Foto werden für andere Programme lesbar. Sonst ändert sich in den Dateien nichts.</numerusform>
            <numerusform>Sterne, Stichwörter, Titel und Beschreibung von %Ln Fotos werden für andere Programme lesbar. Sonst ändert sich in den Dateien nichts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Into files beside the photos</source>
        <translation>In Dateien neben den Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%Ln XMP file(s)</source>
        <translation>
            <numerusform>%Ln XMP-Beidatei</numerusform>
            <numerusform>%Ln XMP-Beidateien</numerusform>
        </translation>
    </message>
    <message>
        <source>, as “%1”</source>
        <translation>, als „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them there already; what others wrote into them stays</source>
        <translation>
            <numerusform>%Ln davon ist schon da; was andere hineingeschrieben haben, bleibt</numerusform>
            <numerusform>%Ln davon sind schon da; was andere hineingeschrieben haben, bleibt</numerusform>
        </translation>
    </message>
    <message>
        <source>The photos stay untouched.</source>
        <translation>Die Fotos bleiben unberührt.</translation>
    </message>
    <message>
        <source>Into the photos themselves</source>
        <translation>In die Fotos selbst</translation>
    </message>
    <message>
        <source>None of these photos can be written into (%1).</source>
        <translation>In keines dieser Fotos lässt sich schreiben (%1).</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are written and their modification time changes. The picture stays as it is, byte for byte.</source>
        <translation>
            <numerusform>%Ln Foto wird beschrieben, und seine Änderungszeit ändert sich. Das Bild bleibt Byte für Byte, wie es ist.</numerusform>
            <numerusform>%Ln Fotos werden beschrieben, und ihre Änderungszeit ändert sich. Das Bild bleibt Byte für Byte, wie es ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) cannot hold it (%1) and are left out.</source>
        <translation>
            <numerusform>%Ln Foto kann es nicht aufnehmen (%1) und wird ausgelassen.</numerusform>
            <numerusform>%Ln Fotos können es nicht aufnehmen (%1) und werden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are on a drive that is not there.</source>
        <translation>
            <numerusform>%Ln Foto liegt auf einem Laufwerk, das nicht da ist.</numerusform>
            <numerusform>%Ln Fotos liegen auf einem Laufwerk, das nicht da ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>Call new files IMG_1.xmp, as Lightroom does, not IMG_1.CR2.xmp</source>
        <translation>Neue Dateien wie in Lightroom IMG_1.xmp nennen, nicht IMG_1.CR2.xmp</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be written; they are as they were.</source>
        <translation>
            <numerusform>%Ln Datei ließ sich nicht schreiben; sie ist, wie sie war.</numerusform>
            <numerusform>%Ln Dateien ließen sich nicht schreiben; sie sind, wie sie waren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Files that could not be written</source>
        <translation>Dateien, die sich nicht schreiben ließen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What is written stays written</source>
        <translation>Was geschrieben ist, bleibt geschrieben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Write these beside the photos</source>
        <translation>Diese neben die Fotos schreiben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Write to file</source>
        <translation>In Datei schreiben</translation>
    </message>
</context>
<context>
    <name>likeness</name>
    <message>
        <source>The library is damaged</source>
        <translation>Die Bibliothek ist beschädigt</translation>
    </message>
    <message>
        <source>Your photos are safe: the library only holds what Likeness has learnt about them. Run “likeness-cli verify” to see what is wrong, or move the folder away and let Likeness index anew.</source>
        <translation>Deine Fotos sind sicher: Die Bibliothek enthält nur, was Likeness über sie gelernt hat. „likeness-cli verify“ zeigt, was nicht stimmt; oder verschiebe den Ordner und lass Likeness neu erfassen.</translation>
    </message>
    <message>
        <source>This library is newer than the program</source>
        <translation>Diese Bibliothek ist neuer als das Programm</translation>
    </message>
    <message>
        <source>It was made by a later version of Likeness. Install that version, or choose another library with “likeness --library FOLDER”.</source>
        <translation>Sie stammt von einer späteren Version von Likeness. Installiere diese Version oder wähle mit „likeness --library ORDNER“ eine andere Bibliothek.</translation>
    </message>
    <message>
        <source>The library cannot be read or written</source>
        <translation>Die Bibliothek lässt sich nicht lesen oder schreiben</translation>
    </message>
    <message>
        <source>Look whether the drive is there, has space left, and lets you write.</source>
        <translation>Prüfe, ob das Laufwerk da ist, Platz hat und sich beschreiben lässt.</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>Die Bibliothek lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Vulkan has only the software driver “%1” here.</source>
        <translation>Für Vulkan gibt es hier nur den Softwaretreiber „%1“.</translation>
    </message>
    <message>
        <source>No Vulkan driver answered.</source>
        <translation>Kein Vulkan-Treiber hat geantwortet.</translation>
    </message>
    <message>
        <source>Vulkan (software, %1)</source>
        <translation>Vulkan (Software, %1)</translation>
    </message>
    <message>
        <source>No graphics card answered; the processor draws the window.</source>
        <translation>Keine Grafikkarte hat geantwortet; der Prozessor zeichnet das Fenster.</translation>
    </message>
    <message>
        <source>OpenGL (software, %1)</source>
        <translation>OpenGL (Software, %1)</translation>
    </message>
    <message>
        <source>No Vulkan driver and no graphics card answered; the processor draws the window.</source>
        <translation>Weder Vulkan-Treiber noch Grafikkarte haben geantwortet; der Prozessor zeichnet das Fenster.</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>Neither Vulkan nor OpenGL works on this display.</source>
        <translation>Weder Vulkan noch OpenGL funktionieren auf dieser Anzeige.</translation>
    </message>
    <message>
        <source>Asked for by QT_QUICK_BACKEND, or after an error.</source>
        <translation>Durch QT_QUICK_BACKEND verlangt oder nach einem Fehler.</translation>
    </message>
    <message>
        <source>Asked for by QSG_RHI_BACKEND.</source>
        <translation>Durch QSG_RHI_BACKEND verlangt.</translation>
    </message>
    <message>
        <source>A part of Likeness is missing</source>
        <translation>Ein Teil von Likeness fehlt</translation>
    </message>
    <message>
        <source>The program is not installed completely. Install it again; your photos and the library stay as they are.</source>
        <translation>Das Programm ist nicht vollständig installiert. Installiere es noch einmal; deine Fotos und die Bibliothek bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>likeness::Application</name>
    <message>
        <source>Likeness already has this library open</source>
        <translation>Likeness hat diese Bibliothek schon offen</translation>
    </message>
    <message>
        <source>Another window or program uses it (process %1). Close that one first, or choose another library with “likeness --library FOLDER”.</source>
        <translation>Ein anderes Fenster oder Programm benutzt sie (Prozess %1). Schließe es zuerst oder wähle mit „likeness --library ORDNER“ eine andere Bibliothek.</translation>
    </message>
</context>
<context>
    <name>likeness::ClusterModel</name>
    <message>
        <source>Unnamed cluster</source>
        <translation>Cluster ohne Namen</translation>
    </message>
    <message>
        <source>Comparing photos</source>
        <translation>Fotos werden verglichen</translation>
    </message>
    <message>
        <source>Laying out the map</source>
        <translation>Karte wird angelegt</translation>
    </message>
    <message>
        <source>Finding clusters</source>
        <translation>Cluster werden gesucht</translation>
    </message>
</context>
<context>
    <name>likeness::ComparisonSide</name>
    <message>
        <source>This model does not understand words.</source>
        <translation>Dieses Modell versteht keine Wörter.</translation>
    </message>
    <message>
        <source>This model has not seen the photos of this library yet.</source>
        <translation>Dieses Modell kennt die Fotos dieser Bibliothek noch nicht.</translation>
    </message>
</context>
<context>
    <name>likeness::Diagnostics</name>
    <message>
        <source>The library does not tell how it is.</source>
        <translation>Die Bibliothek sagt nicht, wie es um sie steht.</translation>
    </message>
    <message>
        <source>The index could not be measured.</source>
        <translation>Der Index ließ sich nicht messen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) checked at %1: everything is whole.</source>
        <translation>
            <numerusform>%Ln Foto geprüft um %1: Alles ist heil.</numerusform>
            <numerusform>%Ln Fotos geprüft um %1: Alles ist heil.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s) found at %1.</source>
        <translation>
            <numerusform>%Ln Problem gefunden um %1.</numerusform>
            <numerusform>%Ln Probleme gefunden um %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The library could not be checked.</source>
        <translation>Die Bibliothek ließ sich nicht prüfen.</translation>
    </message>
    <message>
        <source>The index could not be made again.</source>
        <translation>Der Index ließ sich nicht neu anlegen.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln folder(s); %1 of them are copies of others</source>
        <translation>
            <numerusform>in %Ln Ordner; %1 davon sind Kopien anderer</numerusform>
            <numerusform>in %Ln Ordnern; %1 davon sind Kopien anderer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln folder(s)</source>
        <translation>
            <numerusform>in %Ln Ordner</numerusform>
            <numerusform>in %Ln Ordnern</numerusform>
        </translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Nicht da</translation>
    </message>
    <message>
        <source>on drives that are not connected</source>
        <translation>auf Laufwerken, die nicht angeschlossen sind</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Still to learn</source>
        <translation>Noch zu lernen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message numerus="yes">
        <source>%Ln number(s) for each photo</source>
        <translation>
            <numerusform>%Ln Zahl je Foto</numerusform>
            <numerusform>%Ln Zahlen je Foto</numerusform>
        </translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>understood</source>
        <translation>werden verstanden</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>werden nicht verstanden</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>Rechnet auf</translation>
    </message>
    <message>
        <source>nothing at the moment</source>
        <translation>im Moment nichts</translation>
    </message>
    <message>
        <source>The model is loaded when it is needed.</source>
        <translation>Das Modell wird geladen, wenn es gebraucht wird.</translation>
    </message>
    <message>
        <source>Draws with</source>
        <translation>Zeichnet mit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Made in</source>
        <translation>Angelegt in</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Newer photos</source>
        <translation>Neuere Fotos</translation>
    </message>
    <message>
        <source>compared with one by one until they are merged into the index</source>
        <translation>werden einzeln verglichen, bis sie in den Index aufgenommen sind</translation>
    </message>
    <message>
        <source>With a photo</source>
        <translation>Mit einem Foto</translation>
    </message>
    <message numerus="yes">
        <source>of the ten closest are found, over %Ln photo(s)</source>
        <translation>
            <numerusform>der zehn nächsten werden gefunden, über %Ln Foto</numerusform>
            <numerusform>der zehn nächsten werden gefunden, über %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>With words</source>
        <translation>Mit Wörtern</translation>
    </message>
    <message numerus="yes">
        <source>of the ten closest are found, over %Ln caption(s)</source>
        <translation>
            <numerusform>der zehn nächsten werden gefunden, über %Ln Bildtext</numerusform>
            <numerusform>der zehn nächsten werden gefunden, über %Ln Bildtexte</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message numerus="yes">
        <source>with %Ln photo(s); now there are %1</source>
        <translation>
            <numerusform>mit %Ln Foto; jetzt sind es %1</numerusform>
            <numerusform>mit %Ln Fotos; jetzt sind es %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message numerus="yes">
        <source>Your last %Ln search(es)</source>
        <translation>
            <numerusform>Die letzte Suche (%Ln)</numerusform>
            <numerusform>Die letzten %Ln Suchen</numerusform>
        </translation>
    </message>
    <message>
        <source>The index alone, with a photo</source>
        <translation>Der Index allein, mit einem Foto</translation>
    </message>
    <message>
        <source>The index alone, with words</source>
        <translation>Der Index allein, mit Wörtern</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>Vorschaubilder</translation>
    </message>
    <message>
        <source>What the models learnt</source>
        <translation>Was die Modelle gelernt haben</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>with the parts of files that are in use, which the system takes back when it needs the room</source>
        <translation>mit den benutzten Teilen von Dateien, die das System zurücknimmt, wenn es den Platz braucht</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>Likeness %1</source>
        <translation>Likeness %1</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Model and device</source>
        <translation>Modell und Gerät</translation>
    </message>
    <message>
        <source>What the index finds</source>
        <translation>Was der Index findet</translation>
    </message>
    <message>
        <source>How long searches take (median, 95 %, 99 %)</source>
        <translation>Wie lange Suchen dauern (Median, 95 %, 99 %)</translation>
    </message>
    <message>
        <source>On the disk: %1</source>
        <translation>Auf der Platte: %1</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>Im Speicher</translation>
    </message>
</context>
<context>
    <name>likeness::DuplicatesModel</name>
    <message>
        <source>%1 will be freed</source>
        <translation>%1 werden frei</translation>
    </message>
    <message>
        <source>all are kept</source>
        <translation>alle bleiben</translation>
    </message>
    <message>
        <source>%1 could be freed</source>
        <translation>%1 könnten frei werden</translation>
    </message>
    <message>
        <source>Look the same</source>
        <translation>Sehen gleich aus</translation>
    </message>
    <message>
        <source>The same file</source>
        <translation>Dieselbe Datei</translation>
    </message>
    <message>
        <source>The same pixels, other metadata</source>
        <translation>Dieselben Pixel, andere Metadaten</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n photo(s)</source>
        <translation>
            <numerusform>%1 · %n Foto</numerusform>
            <numerusform>%1 · %n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>in colour</source>
        <translation>in Farbe</translation>
    </message>
    <message>
        <source>without colours</source>
        <translation>ohne Farben</translation>
    </message>
    <message>
        <source>shows the whole picture</source>
        <translation>zeigt das ganze Bild</translation>
    </message>
    <message>
        <source>only a part of it</source>
        <translation>nur ein Teil davon</translation>
    </message>
    <message>
        <source>without a border</source>
        <translation>ohne Rand</translation>
    </message>
    <message>
        <source>has a border</source>
        <translation>hat einen Rand</translation>
    </message>
    <message>
        <source>most pixels</source>
        <translation>die meisten Pixel</translation>
    </message>
    <message>
        <source>fewer pixels</source>
        <translation>weniger Pixel</translation>
    </message>
    <message>
        <source>least compressed</source>
        <translation>am wenigsten komprimiert</translation>
    </message>
    <message>
        <source>more compressed</source>
        <translation>stärker komprimiert</translation>
    </message>
    <message>
        <source>most metadata</source>
        <translation>die meisten Metadaten</translation>
    </message>
    <message>
        <source>less metadata</source>
        <translation>weniger Metadaten</translation>
    </message>
    <message>
        <source>rated highest</source>
        <translation>am höchsten bewertet</translation>
    </message>
    <message>
        <source>rated lower</source>
        <translation>niedriger bewertet</translation>
    </message>
    <message>
        <source>in a preferred folder</source>
        <translation>in einem bevorzugten Ordner</translation>
    </message>
    <message>
        <source>not in a preferred folder</source>
        <translation>nicht in einem bevorzugten Ordner</translation>
    </message>
    <message>
        <source>biggest file</source>
        <translation>größte Datei</translation>
    </message>
    <message>
        <source>smaller file</source>
        <translation>kleinere Datei</translation>
    </message>
    <message>
        <source>taken first</source>
        <translation>zuerst aufgenommen</translation>
    </message>
    <message>
        <source>taken later</source>
        <translation>später aufgenommen</translation>
    </message>
    <message>
        <source>equally good, shortest path</source>
        <translation>gleich gut, kürzester Pfad</translation>
    </message>
    <message>
        <source>the same in every way</source>
        <translation>in allem gleich</translation>
    </message>
    <message>
        <source>equally good</source>
        <translation>gleich gut</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>kein Datum</translation>
    </message>
    <message>
        <source>One photo of a group always stays.</source>
        <translation>Ein Foto einer Gruppe bleibt immer.</translation>
    </message>
    <message>
        <source>%1, quality %2</source>
        <translation>%1, Qualität %2</translation>
    </message>
    <message>
        <source>%1 of 7 facts known</source>
        <translation>%1 von 7 Angaben bekannt</translation>
    </message>
</context>
<context>
    <name>likeness::FacetModel</name>
    <message>
        <source>Without position</source>
        <translation>Ohne Position</translation>
    </message>
    <message>
        <source>With position</source>
        <translation>Mit Position</translation>
    </message>
    <message>
        <source>One of a kind</source>
        <translation>Einzelstücke</translation>
    </message>
    <message>
        <source>With copies</source>
        <translation>Mit Kopien</translation>
    </message>
</context>
<context>
    <name>likeness::FilterCompleter</name>
    <message>
        <source>used before</source>
        <translation>schon benutzt</translation>
    </message>
</context>
<context>
    <name>likeness::IndexingStatus</name>
    <message>
        <source>%1 photos/s</source>
        <translation>%1 Fotos/s</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>noch %n Minute</numerusform>
            <numerusform>noch %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>noch %n Stunde</numerusform>
            <numerusform>noch %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>noch %n Tag</numerusform>
            <numerusform>noch %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>reading files</source>
        <translation>Dateien lesen</translation>
    </message>
    <message>
        <source>decoding pictures</source>
        <translation>Bilder dekodieren</translation>
    </message>
    <message>
        <source>computing likeness</source>
        <translation>Ähnlichkeit berechnen</translation>
    </message>
    <message>
        <source>writing to disk</source>
        <translation>Auf die Platte schreiben</translation>
    </message>
</context>
<context>
    <name>likeness::InstalledModels</name>
    <message>
        <source>Built in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>“%1” could not be started.</source>
        <translation>„%1“ ließ sich nicht starten.</translation>
    </message>
    <message>
        <source>“%1” could not be removed.</source>
        <translation>„%1“ ließ sich nicht entfernen.</translation>
    </message>
    <message>
        <source>The speed of “%1” could not be measured.</source>
        <translation>Das Tempo von „%1“ ließ sich nicht messen.</translation>
    </message>
    <message>
        <source>Only folders of this computer can be imported.</source>
        <translation>Nur Ordner dieses Rechners lassen sich importieren.</translation>
    </message>
    <message>
        <source>“%1” could not be imported. A model folder holds config.json with model.safetensors as from Hugging Face, or a TorchScript file with likeness.json.</source>
        <translation>„%1“ ließ sich nicht importieren. Ein Modellordner enthält config.json mit model.safetensors wie von Hugging Face oder eine TorchScript-Datei mit likeness.json.</translation>
    </message>
</context>
<context>
    <name>likeness::LibraryModel</name>
    <message>
        <source>“%1” is already in the library.</source>
        <translation>„%1“ ist schon in der Bibliothek.</translation>
    </message>
    <message>
        <source>“%1” overlaps a folder that is already in the library.</source>
        <translation>„%1“ überschneidet sich mit einem Ordner der Bibliothek.</translation>
    </message>
    <message>
        <source>“%1” cannot be added. %2</source>
        <translation>„%1“ lässt sich nicht hinzufügen. %2</translation>
    </message>
</context>
<context>
    <name>likeness::ModelCatalogue</name>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>Checking what has come</source>
        <translation>Das Geholte wird geprüft</translation>
    </message>
    <message>
        <source>The network is slow to answer; trying again in a moment</source>
        <translation>Das Netz antwortet zögernd; gleich noch ein Versuch</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>The list of models that came with Likeness cannot be read. Installing Likeness again brings it back.</source>
        <translation>Die mitgelieferte Liste der Modelle ist nicht lesbar. Likeness neu zu installieren bringt sie zurück.</translation>
    </message>
    <message>
        <source>This connection cannot be used: %1</source>
        <translation>Diese Verbindung geht nicht: %1</translation>
    </message>
    <message>
        <source>The model could not be fetched. See that this computer is online; some networks need a proxy or a mirror, set under “Connection”. What has come stays.</source>
        <translation>Das Modell ließ sich nicht holen. Sehen Sie nach, ob dieser Rechner online ist; manche Netze brauchen einen Proxy oder Spiegel, einzustellen unter „Verbindung“. Was da ist, bleibt.</translation>
    </message>
    <message>
        <source>The hub does not have this model any more, or the mirror has not got it.</source>
        <translation>Die Quelle hat dieses Modell nicht mehr, oder der Spiegel hat es nicht.</translation>
    </message>
    <message>
        <source>That was refused. See whether the mirror and the proxy under “Connection” are written rightly.</source>
        <translation>Das wurde abgelehnt. Sehen Sie nach, ob Spiegel und Proxy unter „Verbindung“ richtig geschrieben sind.</translation>
    </message>
    <message>
        <source>Likeness may not or cannot fetch this model. Download it by hand, then import its folder.</source>
        <translation>Likeness darf oder kann dieses Modell nicht holen. Laden Sie es von Hand herunter und importieren Sie den Ordner.</translation>
    </message>
    <message>
        <source>What arrived is not the model. If this network has a login page, open that in a browser first; otherwise try again, or another mirror.</source>
        <translation>Was ankam, ist nicht das Modell. Hat dieses Netz eine Anmeldeseite, öffnen Sie diese zuerst im Browser; sonst versuchen Sie es noch einmal oder mit einem anderen Spiegel.</translation>
    </message>
    <message>
        <source>There is not enough space on the disk of the library. Make some, then go on; what has come stays.</source>
        <translation>Auf der Platte der Bibliothek ist zu wenig Platz. Schaffen Sie welchen und machen Sie weiter; was da ist, bleibt.</translation>
    </message>
    <message>
        <source>It was stopped. What has come stays.</source>
        <translation>Es wurde angehalten. Was da ist, bleibt.</translation>
    </message>
    <message>
        <source>Something went wrong inside Likeness.</source>
        <translation>In Likeness ist etwas schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>likeness::PhotoActions</name>
    <message>
        <source>The file is not there any more.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>No program is set up to open “%1”.</source>
        <translation>Kein Programm ist eingerichtet, um „%1“ zu öffnen.</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n photo(s) were opened.</source>
        <translation>
            <numerusform>Nur das erste Foto wurde geöffnet.</numerusform>
            <numerusform>Nur die ersten %n Fotos wurden geöffnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>No file manager could be opened.</source>
        <translation>Es ließ sich keine Dateiverwaltung öffnen.</translation>
    </message>
    <message>
        <source>“%1” could not be removed: %2</source>
        <translation>„%1“ ließ sich nicht entfernen: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) could not be removed, the first is “%1”.</source>
        <translation>
            <numerusform>%n Foto ließ sich nicht entfernen: „%1“.</numerusform>
            <numerusform>%n Fotos ließen sich nicht entfernen, das erste ist „%1“.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) moved to the trash</source>
        <translation>
            <numerusform>%n Foto in den Papierkorb verschoben</numerusform>
            <numerusform>%n Fotos in den Papierkorb verschoben</numerusform>
        </translation>
    </message>
    <message>
        <source>A file name cannot be empty or contain “/”.</source>
        <translation>Ein Dateiname darf nicht leer sein und kein „/“ enthalten.</translation>
    </message>
    <message>
        <source>There is already a file called “%1”.</source>
        <translation>Es gibt schon eine Datei namens „%1“.</translation>
    </message>
    <message numerus="yes">
        <source>Stars taken from %n photo(s)</source>
        <translation>
            <numerusform>Sterne von %n Foto genommen</numerusform>
            <numerusform>Sterne von %n Fotos genommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 for %n photo(s)</source>
        <translation>
            <numerusform>%1 für %n Foto</numerusform>
            <numerusform>%1 für %n Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>likeness::PhotoCompare</name>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Empfindlichkeit</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>Dateigröße</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>likeness::PhotoListModel</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>likeness::PhotoMapModel</name>
    <message>
        <source>Finding neighbours</source>
        <translation>Nachbarn werden gesucht</translation>
    </message>
    <message>
        <source>Laying out the map</source>
        <translation>Karte wird angelegt</translation>
    </message>
    <message>
        <source>Finding clusters</source>
        <translation>Cluster werden gesucht</translation>
    </message>
</context>
<context>
    <name>likeness::PictureFetch</name>
    <message>
        <source>That address holds no picture.</source>
        <translation>Unter dieser Adresse ist kein Bild.</translation>
    </message>
    <message>
        <source>The picture at that address is larger than 64 MB.</source>
        <translation>Das Bild unter dieser Adresse ist größer als 64 MB.</translation>
    </message>
    <message>
        <source>The picture could not be fetched from %1.</source>
        <translation>Das Bild ließ sich nicht von %1 holen.</translation>
    </message>
</context>
<context>
    <name>likeness::QueryModel</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Likeness cannot open addresses that begin with “%1:”.</source>
        <translation>Likeness kann Adressen nicht öffnen, die mit „%1:“ beginnen.</translation>
    </message>
    <message>
        <source>There is no picture in what was dropped.</source>
        <translation>Im Hineingezogenen ist kein Bild.</translation>
    </message>
    <message>
        <source>The picture is larger than 64 MB.</source>
        <translation>Das Bild ist größer als 64 MB.</translation>
    </message>
    <message>
        <source>The clipboard holds no picture.</source>
        <translation>In der Zwischenablage ist kein Bild.</translation>
    </message>
    <message>
        <source>At column %1: %2</source>
        <translation>An Stelle %1: %2</translation>
    </message>
    <message>
        <source>The picture could not be used. %1</source>
        <translation>Das Bild ließ sich nicht verwenden. %1</translation>
    </message>
    <message>
        <source>Like %1</source>
        <translation>Wie %1</translation>
    </message>
    <message numerus="yes">
        <source>Like %1 and %n more</source>
        <translation>
            <numerusform>Wie %1 und %n weiteres</numerusform>
            <numerusform>Wie %1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>The model in use compares pictures only; it does not understand words.</source>
        <translation>Das Modell in Gebrauch vergleicht nur Bilder; Wörter versteht es nicht.</translation>
    </message>
    <message>
        <source>“%1” compares pictures only; it does not understand words.</source>
        <translation>„%1“ vergleicht nur Bilder; Wörter versteht es nicht.</translation>
    </message>
    <message>
        <source>The photos could not be arranged by look. %1</source>
        <translation>Die Fotos ließen sich nicht nach Aussehen ordnen. %1</translation>
    </message>
    <message>
        <source>Like what is marked</source>
        <translation>Wie das Markierte</translation>
    </message>
</context>
<context>
    <name>likeness::SavedSearchModel</name>
    <message>
        <source>A search with a pasted picture cannot be kept: save the picture as a file and drop that.</source>
        <translation>Eine Suche mit eingefügtem Bild lässt sich nicht behalten: Speichere das Bild als Datei und ziehe diese hinein.</translation>
    </message>
</context>
<context>
    <name>likeness::Session</name>
    <message>
        <source>Remembered as not duplicates</source>
        <translation>Als keine Dubletten gemerkt</translation>
    </message>
</context>
<context>
    <name>likeness::TagEditor</name>
    <message>
        <source>Tag “%1” added</source>
        <translation>Stichwort „%1“ hinzugefügt</translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s) added</source>
        <translation>
            <numerusform>%n Stichwort hinzugefügt</numerusform>
            <numerusform>%n Stichwörter hinzugefügt</numerusform>
        </translation>
    </message>
    <message>
        <source>Tag “%1” removed</source>
        <translation>Stichwort „%1“ entfernt</translation>
    </message>
    <message>
        <source>Tag “%1” is called “%2” now</source>
        <translation>Stichwort „%1“ heißt jetzt „%2“</translation>
    </message>
    <message>
        <source>Title removed</source>
        <translation>Titel entfernt</translation>
    </message>
    <message>
        <source>Title changed</source>
        <translation>Titel geändert</translation>
    </message>
    <message>
        <source>Description removed</source>
        <translation>Beschreibung entfernt</translation>
    </message>
    <message>
        <source>Description changed</source>
        <translation>Beschreibung geändert</translation>
    </message>
</context>
</TS>
