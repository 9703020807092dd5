-- Copydesk for Neovim 0.11 and newer: `vim.lsp.enable('copydesk')`.

---@type vim.lsp.Config
return {
  cmd = { 'copydesk', 'server' },
  filetypes = { 'text', 'markdown', 'html' },
  root_markers = { '.git', 'copydesk.toml' },
  -- Not every Neovim watches files for its servers; whatever is saved here, ours is to know.
  on_init = function(client)
    vim.api.nvim_create_autocmd('BufWritePost', {
      pattern = 'copydesk.toml',
      callback = function(saved)
        if client:is_stopped() then
          return true
        end
        local uri = vim.uri_from_bufnr(saved.buf)
        client:notify('workspace/didChangeWatchedFiles', { changes = { { uri = uri, type = 2 } } })
      end,
    })
  end,
}
