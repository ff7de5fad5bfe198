package output

import "os"

// ReopenFolder opens an output folder that OpenFolder opened before, in this process or in another. It
// makes and proves nothing: where the folder has gone since, its disk was likely taken out, and a new
// folder of the same name would take the outputs to another disk. It fails with a *FolderError.
func ReopenFolder(folder string) (*Folder, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, folderError(folder, err)
	}
	return &Folder{path: folder, root: root}, nil
}
