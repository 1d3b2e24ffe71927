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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not pin any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin in front</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClusterCard</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation type="unfinished">
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2, pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished">%1, %2</translation>
    </message>
    <message>
        <source>Unnamed cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not pin any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin in front</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClustersPage</name>
    <message>
        <source>Clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation type="unfinished">Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished">Esc</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cluster(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) on their own</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the clusters, from larger to smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clusters could not be brought up to date: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – the clusters follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters of photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished">Umbenennen …</translation>
    </message>
    <message>
        <source>Do not pin any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin in front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clusters could not be found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment</source>
        <translation type="unfinished">Einen Augenblick</translation>
    </message>
    <message>
        <source>No clusters yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos that belong together are gathered here once Likeness has learnt your photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. This happens once; later photos join those they belong to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos that belong together are gathered here. It takes at least four that are alike.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished">Esc</translation>
    </message>
</context>
<context>
    <name>DiagnosticsFacts</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished">%1: %2</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation type="unfinished">Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished">Esc</translation>
    </message>
    <message>
        <source>How right and how fast your searches are, measured on this library. Nothing of it leaves this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything on this page as text, for a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation type="unfinished">Wird gemessen …</translation>
    </message>
    <message>
        <source>Measure now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compares what the index finds with what comparing with every photo finds. Likeness also does that by itself when the library has grown by a tenth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment</source>
        <translation type="unfinished">Einen Augenblick</translation>
    </message>
    <message>
        <source>Counting and measuring the files of the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished">Ausblenden</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being made…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the index again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to measure with until the first photos are learnt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not measured yet. Likeness does it by itself once nothing else is going on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring the index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing with every photo; your searches go first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files that could not be read, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model and device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on the disk, beside your photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished">%1: %2</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is everything whole?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads every row, vector, thumbnail and index file again and compares them with each other. Your photos are not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the index again?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files are thrown away and made from what the models learnt, which is not touched. Searches go on meanwhile, by comparing with every photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">Abbrechen</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiagnosticsTimes</name>
    <message>
        <source>How long it takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usually</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>19 of 20</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>99 of 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: usually %2, 19 of 20 within %3, 99 of 100 within %4</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing left to decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remembered; they will not be shown together again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best stays, the others go to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished">Eingabe</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remembered: these photos are not shown as duplicates of one another again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DuplicateTile</name>
    <message>
        <source>to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proposed to stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation type="unfinished">Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished">Esc</translation>
    </message>
    <message>
        <source>Looking… %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Forget the marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In every group that is still open the best stays and the others are marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Apply: %Ln file(s), %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished">Anwenden</translation>
    </message>
    <message>
        <source>Shows first what will happen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation type="unfinished">Strg+Eingabe</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Near</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same file, or the same pixels with other metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same picture at another size, quality, crop or turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How alike near-duplicates must be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferred: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefer a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between equals, photos in this folder stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look in one folder only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups of duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for duplicates…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on with something else meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No two photos look the same. A looser line finds more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No two photos are the same. “Near” finds other sizes, crops and turns of a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefer another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefer “%1” no longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for duplicates in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rather keep photos in</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln file(s) to the trash?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 become free once the trash is emptied. At least one photo of each group stays; it can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">Abbrechen</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished">%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Show %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take “%1” out of the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer leave out “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+click, Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look inside “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All folders</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FacetPanel</name>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation type="unfinished">
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo passes the filter. Take something out of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to filter yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Facets</name>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ISO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aperture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Megapixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished">Datum</translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proportion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Near</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished">Name</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Square</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>description</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose from the dates, cameras, places and so on that there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>town, region or country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distance from a point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proportion; also megapixels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Active filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away the filter %1</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished">%1 × %2 (%3 MP)</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation type="unfinished">%1 mm</translation>
    </message>
    <message>
        <source>f/%1</source>
        <translation type="unfinished">f/%1</translation>
    </message>
    <message>
        <source>1/%1 s</source>
        <translation type="unfinished">1/%1 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished">%1 s</translation>
    </message>
    <message>
        <source>ISO %1</source>
        <translation type="unfinished">ISO %1</translation>
    </message>
    <message>
        <source>%1° %2, %3° %4</source>
        <translation type="unfinished">%1° %2, %3° %4</translation>
    </message>
    <message>
        <source>S</source>
        <translation type="unfinished">S</translation>
    </message>
    <message>
        <source>N</source>
        <translation type="unfinished">N</translation>
    </message>
    <message>
        <source>W</source>
        <translation type="unfinished">W</translation>
    </message>
    <message>
        <source>E</source>
        <translation type="unfinished">O</translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a description…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets other programs read stars, tags, title and description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoadingNote</name>
    <message>
        <source>Loading…</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the window wider to see the tags.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remembered as not duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the tag “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On every photo that has it. If the new name is a tag already, the two become one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapOverviewPanel</name>
    <message>
        <source>Overview of the map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Map of %Ln photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No photo is current.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Not among the photos shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Farther</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw around photos to select them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay the map out anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map is not up to date: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are not on the map yet</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of the present question</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No photo on the map answers the present question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1… %2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) selected</source>
        <translation type="unfinished">
            <numerusform>%Ln Foto ausgewählt</numerusform>
            <numerusform>%Ln Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select none</source>
        <translation type="unfinished">Auswahl aufheben</translation>
    </message>
    <message>
        <source>Ctrl+Shift+A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map is not there yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map appears when all photos have found their places.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is made when Likeness has learnt your photos; what looks alike will lie together.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarkBar</name>
    <message numerus="yes">
        <source>%Ln more like this</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln less like this</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s) taken away</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Marked: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished">Vergessen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished">Esc</translation>
    </message>
    <message>
        <source>Forget these marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search again</source>
        <translation type="unfinished">Erneut suchen</translation>
    </message>
    <message>
        <source>Search again with what is marked. Alt+Left takes the round back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarksChip</name>
    <message numerus="yes">
        <source>%Ln more like this</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln less like this</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Take these marks away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the mark of %1 away</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked: less like this</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoCompareCaption</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished">%1 von %2</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished">Behalten</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished">%1: %2</translation>
    </message>
</context>
<context>
    <name>PhotoCompareFacts</name>
    <message>
        <source>How the photos differ in what is known about them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything known about them is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln more that are the same</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Shift+I</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide what is the same for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is the same, too</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoCompareHead</name>
    <message>
        <source>Back to the photos</source>
        <translation type="unfinished">Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished">Esc</translation>
    </message>
    <message numerus="yes">
        <source>Compare %Ln photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One in the place of the other; X changes between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curtain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One beside the other in the same place, with a line to pull</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the two are not the same, made stronger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showing differences needs a graphics driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln photos at once</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Zoom and move together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished">Einpassen</translation>
    </message>
    <message>
        <source>One pixel to one</source>
        <translation type="unfinished">Eins zu eins</translation>
    </message>
    <message>
        <source>How they differ in what is known about them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoCompareOverlay</name>
    <message>
        <source>%1 over %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line between the two photos: %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be shown in full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file may be damaged or gone.</source>
        <translation type="unfinished">Die Datei ist vielleicht beschädigt oder fort.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation type="unfinished">Wird gemessen …</translation>
    </message>
    <message>
        <source>No difference to be seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They differ by %1 % on average; %2 % of the pixels visibly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much stronger differences are shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoComparePage</name>
    <message>
        <source>Compare photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you rejected can be brought back with Ctrl+Z.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation type="unfinished">Zurück zu den Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%Ln kept</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rejected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln rejected photo(s) to the trash</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>They can be brought back with Ctrl+Z.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoComparePane</name>
    <message>
        <source>kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo is offline</source>
        <translation type="unfinished">Dieses Foto ist offline</translation>
    </message>
    <message>
        <source>This photo cannot be shown in full</source>
        <translation type="unfinished">Dieses Foto lässt sich nicht ganz zeigen</translation>
    </message>
    <message>
        <source>The drive it is on is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file may be damaged or gone.</source>
        <translation type="unfinished">Die Datei ist vielleicht beschädigt oder fort.</translation>
    </message>
</context>
<context>
    <name>PhotoCompareStrip</name>
    <message>
        <source>Photos to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished">Mehr davon</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation type="unfinished">Weniger davon</translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Compare %Ln photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln alike</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>arranging…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first %1 by look</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search again with the marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrange by look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: trash, tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next photo that way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearer / farther</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw around photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the selected in the grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous, next in this place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So many at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side, flip, curtain, difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep / reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected ones to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What differs, everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos of a group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept what is proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This one stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the trash, or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the other model&apos;s side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin a cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos at once; what looks alike lies together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos that belong together, gathered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How right and how fast the search is, and what it runs on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>%1, on %2 of %3 photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete removes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter puts it on all, Delete removes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag %Ln photo(s)…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Add a tag…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter adds the tag, Backspace in the empty line removes the last one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags to choose from</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) written</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Write to file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) said it already.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stars, tags, title and description of %Ln photo(s) become readable for other programs. Nothing else in the files changes.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Into files beside the photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln XMP file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>, as “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them there already; what others wrote into them stays</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The photos stay untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into the photos themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these photos can be written into (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are written and their modification time changes. The picture stays as it is, byte for byte.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) cannot hold it (%1) and are left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are on a drive that is not there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Call new files IMG_1.xmp, as Lightroom does, not IMG_1.CR2.xmp</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be written; they are as they were.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Files that could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished">Anhalten</translation>
    </message>
    <message>
        <source>What is written stays written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">Abbrechen</translation>
    </message>
    <message>
        <source>Write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write these beside the photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished">Schließen</translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laying out the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding clusters</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The index could not be measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) checked at %1: everything is whole.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s) found at %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The library could not be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The index could not be made again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished">Fotos</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln folder(s); %1 of them are copies of others</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln folder(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on drives that are not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still to learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln number(s) for each photo</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished">Wörter</translation>
    </message>
    <message>
        <source>understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation type="unfinished">Rechnet auf</translation>
    </message>
    <message>
        <source>nothing at the moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is loaded when it is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws with</source>
        <translation type="unfinished">Zeichnet mit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished">Art</translation>
    </message>
    <message>
        <source>Made in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished">%1 s</translation>
    </message>
    <message>
        <source>Newer photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compared with one by one until they are merged into the index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>of the ten closest are found, over %Ln photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>With words</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>of the ten closest are found, over %Ln caption(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>with %Ln photo(s); now there are %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished">%1 ms</translation>
    </message>
    <message numerus="yes">
        <source>Your last %Ln search(es)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The index alone, with a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The index alone, with words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the models learnt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with the parts of files that are in use, which the system takes back when it needs the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1</source>
        <translation type="unfinished">etwa %1</translation>
    </message>
    <message>
        <source>Likeness %1</source>
        <translation type="unfinished">Ähnlichkeit %1</translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model and device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the index finds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long searches take (median, 95 %, 99 %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the disk: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In memory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>likeness::DuplicatesModel</name>
    <message>
        <source>%1 will be freed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could be freed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same pixels, other metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>in colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shows the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only a part of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without a border</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has a border</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fewer pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>least compressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more compressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rated highest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rated lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a preferred folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in a preferred folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>biggest file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smaller file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>equally good, shortest path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same in every way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>equally good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of 7 metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One photo of a group always stays.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>likeness::FacetModel</name>
    <message>
        <source>Without position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of a kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With copies</source>
        <translation type="unfinished"></translation>
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
</context>
<context>
    <name>likeness::PhotoCompare</name>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laying out the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding clusters</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like what is marked</source>
        <translation type="unfinished"></translation>
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
    <name>likeness::TagEditor</name>
    <message>
        <source>Tag “%1” added</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s) added</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Tag “%1” removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag “%1” is called “%2” now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
